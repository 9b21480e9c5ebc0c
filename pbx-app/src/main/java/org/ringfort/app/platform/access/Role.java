package org.ringfort.app.platform.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody is; what that allows is said in {@link PermissionTable}. */
public enum Role {
    /** Runs the installation; acts on any tenant. */
    PLATFORM_ADMINISTRATOR,
    /** Runs one tenant. */
    TENANT_ADMINISTRATOR,
    /** Watches and ends calls, helps people. */
    OPERATOR,
    /** Reads everything, changes nothing, hears nothing. */
    AUDITOR,
    /** Has an extension. */
    USER;

    /** The name used on the wire, e.g. {@code tenant-administrator}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a wire name.
     *
     * @throws IllegalArgumentException if it names no role
     */
    @JsonCreator
    public static Role parse(String wireName) {
        for (Role role : values()) {
            if (role.wireName().equals(wireName)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no such role");
    }

    /** Whether it spans tenants. */
    public boolean ofPlatform() {
        return this == PLATFORM_ADMINISTRATOR;
    }
}
