package org.ringfort.media.ice;

import java.security.SecureRandom;
import org.ringfort.kernel.secret.Secret;

/**
 * What one side's checks are known by. A value.
 *
 * @param usernameFragment 4 to 256 letters, digits, "+" or "/"
 * @param password 22 to 256 of the same
 * @rfc 8445 5.3
 */
public record IceCredentials(String usernameFragment, Secret password) {
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** 48 bits, where 24 are asked for. */
    private static final int FRAGMENT_CHARACTERS = 8;

    /** 144 bits, where 128 are asked for. */
    private static final int PASSWORD_CHARACTERS = 24;

    public IceCredentials {
        require(usernameFragment, 4, "user name fragment");
        require(password.revealText(), 22, "password");
    }

    /** Our own, for one session of one leg. */
    public static IceCredentials random(SecureRandom random) {
        return new IceCredentials(text(random, FRAGMENT_CHARACTERS), Secret.ofText(text(random, PASSWORD_CHARACTERS)));
    }

    private static String text(SecureRandom random, int characters) {
        var text = new StringBuilder(characters);
        random.ints(characters, 0, ICE_CHARS.length()).forEach(at -> text.append(ICE_CHARS.charAt(at)));
        return text.toString();
    }

    private static void require(String text, int least, String what) {
        if (text.length() < least
                || text.length() > 256
                || !text.chars().allMatch(character -> ICE_CHARS.indexOf(character) >= 0)) {
            throw new IllegalArgumentException(what + " is misshapen");
        }
    }
}
