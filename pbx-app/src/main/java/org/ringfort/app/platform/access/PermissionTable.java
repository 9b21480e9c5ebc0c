package org.ringfort.app.platform.access;

import static org.ringfort.app.platform.access.Permission.*;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Role × permission, in one place. */
public final class PermissionTable {
    private static final List<Role> COLUMNS =
            List.of(Role.PLATFORM_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.USER);

    // Nobody of the platform hears a customer's messages; nobody but administrators hands out access.
    private static final Map<Permission, String> ROWS = rows();

    private static final Map<Role, Set<Permission>> BY_ROLE = byRole();

    private PermissionTable() {}

    /** What a role may do. */
    public static Set<Permission> of(Role role) {
        return BY_ROLE.getOrDefault(role, Set.of());
    }

    private static Map<Permission, String> rows() {
        Map<Permission, String> rows = new EnumMap<>(Permission.class);
        rows.put(TENANTS_READ, "P T O A .");
        rows.put(TENANTS_WRITE, "P . . . .");
        rows.put(ADMINISTRATORS_READ, "P T . A .");
        rows.put(ADMINISTRATORS_WRITE, "P T . . .");
        rows.put(EXTENSIONS_READ, "P T O A .");
        rows.put(EXTENSIONS_WRITE, "P T . . .");
        rows.put(DEVICES_READ, "P T O A .");
        rows.put(DEVICES_WRITE, "P T . . .");
        rows.put(TRUNKS_READ, "P T O A .");
        rows.put(TRUNKS_WRITE, "P T . . .");
        rows.put(TRUNKS_CERTIFY, "P . . . .");
        rows.put(NUMBERS_READ, "P T O A .");
        rows.put(NUMBERS_WRITE, "P T . . .");
        rows.put(NUMBERS_PROVE, "P . . . .");
        rows.put(LOCATIONS_READ, "P T O A .");
        rows.put(LOCATIONS_WRITE, "P T . . .");
        rows.put(ROOMS_READ, "P T O A .");
        rows.put(ROOMS_WRITE, "P T . . .");
        rows.put(RECORDINGS_READ, "P T O A .");
        rows.put(RECORDINGS_LISTEN, ". T . . .");
        rows.put(RECORDINGS_WRITE, ". T . . .");
        rows.put(PAGE_GROUPS_READ, "P T O A .");
        rows.put(PAGE_GROUPS_WRITE, "P T . . .");
        rows.put(SUPERVISORS_READ, "P T O A .");
        rows.put(SUPERVISORS_WRITE, ". T . . .");
        rows.put(MUSIC_READ, "P T O A .");
        rows.put(MUSIC_WRITE, "P T . . .");
        rows.put(POLICY_READ, "P T O A .");
        rows.put(POLICY_WRITE, "P T . . .");
        rows.put(REGISTRATIONS_READ, "P T O A .");
        rows.put(REGISTRATIONS_WRITE, "P T O . .");
        rows.put(CALLS_READ, "P T O A .");
        rows.put(CALLS_WRITE, "P T O . .");
        rows.put(CALL_RECORDS_READ, "P T O A .");
        rows.put(TRACES_READ, "P T . . .");
        rows.put(MAILBOXES_READ, "P T O A .");
        rows.put(MAILBOXES_WRITE, "P T . . .");
        rows.put(MESSAGES_LISTEN, ". T . . .");
        rows.put(MESSAGES_WRITE, ". T . . .");
        rows.put(OWN_MESSAGES, ". . . . U");
        rows.put(AUDIT_READ, "P T . A .");
        rows.put(API_KEYS_READ, "P T . A .");
        rows.put(API_KEYS_WRITE, "P T . . .");
        rows.put(BANS_READ, "P T O A .");
        rows.put(BANS_WRITE, "P T . . .");
        rows.put(BAN_EXEMPTIONS_READ, "P . . . .");
        rows.put(BAN_EXEMPTIONS_WRITE, "P . . . .");
        return Collections.unmodifiableMap(rows);
    }

    private static Map<Role, Set<Permission>> byRole() {
        Map<Role, Set<Permission>> table = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Set<Permission> granted = EnumSet.noneOf(Permission.class);
            int column = COLUMNS.indexOf(role);
            ROWS.forEach((permission, row) -> {
                if (row.charAt(2 * column) != '.') {
                    granted.add(permission);
                }
            });
            table.put(role, Collections.unmodifiableSet(granted));
        }
        return Collections.unmodifiableMap(table);
    }
}
