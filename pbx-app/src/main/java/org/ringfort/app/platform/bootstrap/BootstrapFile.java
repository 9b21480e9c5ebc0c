package org.ringfort.app.platform.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Role;
import org.ringfort.kernel.secret.Secret;

/** What an empty installation is filled with. Read from JSON; unknown fields stop the start. */
public record BootstrapFile(
        TenantEntry tenant,
        List<AdministratorEntry> administrators,
        List<ExtensionEntry> extensions,
        List<ApiKeyEntry> apiKeys) {

    /** Copies the lists. */
    public BootstrapFile {
        administrators = List.copyOf(administrators);
        extensions = List.copyOf(extensions);
        apiKeys = List.copyOf(apiKeys);
    }

    /** The tenant, found by its domain. Aliases are set anew at each start. */
    public record TenantEntry(String name, String domain, List<String> aliases) {
        /** Copies the aliases. */
        public TenantEntry {
            aliases = List.copyOf(aliases);
        }
    }

    /** Somebody who signs in, found by the sign-in name. Without a TOTP secret they enrol at first sign-in. */
    public record AdministratorEntry(
            String username,
            String displayName,
            Role role,
            Secret password,
            @Nullable Secret totpSecret,
            @Nullable String extension) {}

    /** An extension, found by its number. */
    public record ExtensionEntry(
            String number, String displayName, @Nullable VoicemailEntry voicemail, List<DeviceEntry> devices) {
        /** Copies the devices. */
        public ExtensionEntry {
            devices = List.copyOf(devices);
        }
    }

    /** Voicemail of an extension. */
    public record VoicemailEntry(
            boolean enabled, int afterSeconds, @Nullable Secret pin) {}

    /** A phone, found by its digest user name. */
    public record DeviceEntry(String name, String authUsername, Secret password, String digestFloor, String keying) {}

    /** An API key, found by its name. */
    public record ApiKeyEntry(String name, Secret key, Role role) {}
}
