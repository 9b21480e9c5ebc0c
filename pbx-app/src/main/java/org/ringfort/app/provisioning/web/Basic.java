package org.ringfort.app.provisioning.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.secret.Secret;

/**
 * Name and password as HTTP Basic carries them.
 *
 * @param username at most 64 characters, none of them a control
 * @rfc 7617 2
 */
record Basic(String username, Secret password) {
    private static final String SCHEME = "Basic ";
    private static final int LONGEST_HEADER = 512;
    private static final int LONGEST_NAME = 64;

    /** What the header says; empty where it is not there or is no such thing. */
    static Optional<Basic> read(@Nullable String header) {
        if (header == null
                || header.length() > LONGEST_HEADER
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] octets;
        try {
            octets =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        int colon = 0;
        while (colon < octets.length && octets[colon] != ':') {
            colon++;
        }
        if (colon == octets.length) {
            return Optional.empty();
        }
        byte[] password = Arrays.copyOfRange(octets, colon + 1, octets.length);
        Optional<String> name = text(octets, colon);
        Arrays.fill(octets, (byte) 0);
        return name.filter(it -> !it.isEmpty()
                        && it.length() <= LONGEST_NAME
                        && it.chars().noneMatch(Character::isISOControl))
                .map(it -> new Basic(it, Secret.of(password)));
    }

    private static Optional<String> text(byte[] octets, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString());
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }
}
