package org.ringfort.app.platform.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where in a list a page starts, and how long it is. Opaque to callers.
 *
 * @param after the last key of the page before; empty on the first page
 * @param limit rows, 1 to {@value #MAXIMUM}
 */
public record Cursor(Optional<String> after, int limit) {
    static final int DEFAULT = 50;
    static final int MAXIMUM = 200;
    private static final int LONGEST_KEY = 400;

    /** Reads the query parameters {@code cursor} and {@code limit}. */
    public static Cursor parse(@Nullable String cursor, @Nullable Integer limit) {
        int rows = limit == null ? DEFAULT : limit;
        if (rows < 1 || rows > MAXIMUM) {
            throw Problem.invalid("limit", "range", "Give a number from 1 to " + MAXIMUM + ".");
        }
        if (cursor == null || cursor.isEmpty()) {
            return new Cursor(Optional.empty(), rows);
        }
        try {
            if (cursor.length() > LONGEST_KEY) {
                throw new IllegalArgumentException("too long");
            }
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (key.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("no key");
            }
            return new Cursor(Optional.of(key), rows);
        } catch (IllegalArgumentException notOurs) {
            throw badCursor();
        }
    }

    /** The key as an identity, for lists ordered by one. */
    public Optional<UUID> afterId() {
        try {
            return after.map(UUID::fromString);
        } catch (IllegalArgumentException notOurs) {
            throw badCursor();
        }
    }

    /** One more than the page holds, so that its end is seen. */
    public int fetch() {
        return limit + 1;
    }

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem badCursor() {
        return Problem.invalid("cursor", "malformed", "Use the cursor that the page before gave you.");
    }
}
