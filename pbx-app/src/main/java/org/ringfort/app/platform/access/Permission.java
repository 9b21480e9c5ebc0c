package org.ringfort.app.platform.access;

import java.util.Locale;

/** One thing that may be allowed; who has it is said in {@link PermissionTable} alone. */
public enum Permission {
    /** See tenants: the platform all of them, others their own. */
    TENANTS_READ,
    /** Create and change tenants. */
    TENANTS_WRITE,
    /** See the people who sign in. */
    ADMINISTRATORS_READ,
    /** Create, change, delete and reset them. */
    ADMINISTRATORS_WRITE,
    /** See extensions. */
    EXTENSIONS_READ,
    /** Create, change and delete extensions. */
    EXTENSIONS_WRITE,
    /** See devices, without credentials. */
    DEVICES_READ,
    /** Create, change and delete devices, and renew their credentials. */
    DEVICES_WRITE,
    /** See trunks, without passwords. */
    TRUNKS_READ,
    /** Create, change and delete trunks: whom one may call for money, and whose calls come in. */
    TRUNKS_WRITE,
    /** See the numbers that the tenant is called by. */
    NUMBERS_READ,
    /** Add, change and give them up. */
    NUMBERS_WRITE,
    /** Say that a number is proved to be a tenant's, so that its callers are vouched for: the platform's alone. */
    NUMBERS_PROVE,
    /** Say which certificate of the installation a trunk's gateways are shown: the platform's alone. */
    TRUNKS_CERTIFY,
    /** See where devices are, as emergency services are told it. */
    LOCATIONS_READ,
    /** Say where they are. */
    LOCATIONS_WRITE,
    /** See conference rooms, without PINs. */
    ROOMS_READ,
    /** Create, change and delete them, and set their PINs. */
    ROOMS_WRITE,
    /** See what calls were recorded, and whose are. */
    RECORDINGS_READ,
    /** Hear recordings of calls. */
    RECORDINGS_LISTEN,
    /** Say whose calls are recorded, and delete recordings. */
    RECORDINGS_WRITE,
    /** See page groups, and who may page them. */
    PAGE_GROUPS_READ,
    /** Administer page groups. */
    PAGE_GROUPS_WRITE,
    /** See who may supervise whose calls. */
    SUPERVISORS_READ,
    /** Say who may: listen, whisper and barge. */
    SUPERVISORS_WRITE,
    /** See, and hear, what those on hold hear. */
    MUSIC_READ,
    /** Change it. */
    MUSIC_WRITE,
    /** See the tenant's security policy. */
    POLICY_READ,
    /** Change it. */
    POLICY_WRITE,
    /** See who is registered, and from where. */
    REGISTRATIONS_READ,
    /** Remove a registration. */
    REGISTRATIONS_WRITE,
    /** See the calls that are up. */
    CALLS_READ,
    /** End them. */
    CALLS_WRITE,
    /** See call records. */
    CALL_RECORDS_READ,
    /** Read the SIP messages of calls. */
    TRACES_READ,
    /** See mailboxes and who left messages. */
    MAILBOXES_READ,
    /** Change mailboxes: PIN, lock, greeting. */
    MAILBOXES_WRITE,
    /** Hear messages. */
    MESSAGES_LISTEN,
    /** Mark and delete messages. */
    MESSAGES_WRITE,
    /** See, hear, mark and delete the messages of one's own extension. */
    OWN_MESSAGES,
    /** Read the audit trail. */
    AUDIT_READ,
    /** See API keys, without their secret. */
    API_KEYS_READ,
    /** Create and revoke API keys. */
    API_KEYS_WRITE,
    /** See who is banned: the platform all of them, a tenant those about its own accounts. */
    BANS_READ,
    /** Ban and lift. */
    BANS_WRITE,
    /** See where bans stop. */
    BAN_EXEMPTIONS_READ,
    /** Change that. */
    BAN_EXEMPTIONS_WRITE;

    /** The name used on the wire, e.g. {@code call-records.read}. */
    public String wireName() {
        int last = name().lastIndexOf('_');
        String noun = name().substring(0, last).toLowerCase(Locale.ROOT).replace('_', '-');
        return noun + "." + name().substring(last + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name.
     *
     * @throws IllegalArgumentException if it names no permission
     */
    public static Permission parse(String wireName) {
        for (Permission permission : values()) {
            if (permission.wireName().equals(wireName)) {
                return permission;
            }
        }
        throw new IllegalArgumentException("no such permission");
    }
}
