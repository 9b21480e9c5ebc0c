package org.ringfort.app.platform.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Who does something, as the audit trail names them.
 *
 * @param kind what kind of actor
 * @param id identity within the kind
 * @param name for people to read; a sign-in name, an API key's name, a component
 * @param home the tenant they belong to; the platform for its own
 * @param permissions what they may do
 * @param extension the extension number they own
 * @param sourceAddress IP address in text, empty for the system itself
 */
public record Actor(
        Kind kind,
        UUID id,
        String name,
        TenantId home,
        Set<Permission> permissions,
        Optional<String> extension,
        String sourceAddress) {

    /** What kind of actor. */
    public enum Kind {
        /** A person, signed in. */
        ADMINISTRATOR,
        /** A program with an API key. */
        API_KEY,
        /** A phone, by its credentials or a PIN. */
        DEVICE,
        /** Ringfort itself. */
        SYSTEM,
        /** Nobody known: a failed attempt. */
        STRANGER
    }

    /** Copies the permissions. */
    public Actor {
        permissions = Set.copyOf(permissions);
    }

    /** Ringfort itself, under the name of a part. */
    public static Actor system(String name, TenantId home) {
        return new Actor(Kind.SYSTEM, new UUID(0, 0), name, home, Set.of(), Optional.empty(), "");
    }

    /** Somebody who has not shown who they are. */
    public static Actor stranger(String claimedName, TenantId home, String sourceAddress) {
        return new Actor(Kind.STRANGER, new UUID(0, 0), claimedName, home, Set.of(), Optional.empty(), sourceAddress);
    }

    /** Whether they may do it. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
