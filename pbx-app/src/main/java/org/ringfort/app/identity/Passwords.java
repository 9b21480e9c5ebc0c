package org.ringfort.app.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.secret.Secret;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id over passwords, and the refusal of those that others have guessed.
 *
 * <p>Each hashing takes 19 MiB, so only a few run at once; the others wait their turn.
 */
@Component
class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final int LEFT_OVER = 6;
    private static final int TELLING = 4;
    private static final int GENERATED_CHARACTERS = 20;
    private static final String ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

    private final Argon2PasswordEncoder argon2id = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final Semaphore turns = new Semaphore(4, true);
    private final Set<String> known = load(); // longest first
    private final SecureRandom random;
    private final String nobody;

    Passwords(SecureRandom random) {
        this.random = random;
        nobody = hash(generate());
    }

    String hash(Secret password) {
        return inTurn(() -> argon2id.encode(password.revealText()));
    }

    boolean matches(Secret password, String hash) {
        return password.lengthBytes() <= LONGEST * 4 && inTurn(() -> argon2id.matches(password.revealText(), hash));
    }

    /** Takes as long as a look at a real password, for names that nobody has. */
    void matchNobody(Secret password) {
        boolean lost = matches(password, nobody);
        if (lost) {
            throw new IllegalStateException("somebody guessed 116 random bits");
        }
    }

    Secret generate() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GENERATED_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return Secret.ofText(text.toString());
    }

    /** Refuses what is too short, known from breaches, a mere variation of it, or made of the person's own names. */
    void check(String field, Secret candidate, List<String> ownWords) {
        String password = candidate.revealText();
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Problem.invalid(field, "length", "Use " + SHORTEST + " to " + LONGEST + " characters.");
        }
        String plain = plain(password);
        for (String own : ownWords) {
            for (String word : own.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
                if (word.length() >= TELLING && plain.contains(plain(word))) {
                    throw Problem.invalid(field, "similar", "Do not build a password from your own names.");
                }
            }
        }
        if (known.contains(password.toLowerCase(Locale.ROOT)) || tooSimple(password)) {
            throw Problem.invalid(field, "breached", "This password is one of those that are tried first.");
        }
    }

    /** What is left after taking away well-known words, repeats and runs must be something. */
    private boolean tooSimple(String password) {
        StringBuilder rest = new StringBuilder(password.toLowerCase(Locale.ROOT));
        for (String word : known) {
            String disguised = plain(word);
            int at = word.length() < TELLING ? -1 : plain(rest.toString()).indexOf(disguised);
            while (at >= 0) {
                rest.delete(at, at + disguised.length());
                at = plain(rest.toString()).indexOf(disguised);
            }
        }
        StringBuilder varied = new StringBuilder();
        for (int i = 0; i < rest.length(); i++) {
            int step = i == 0 ? LEFT_OVER : rest.charAt(i) - rest.charAt(i - 1);
            if (step < -1 || step > 1) {
                varied.append(rest.charAt(i));
            }
        }
        return varied.length() < LEFT_OVER || varied.chars().distinct().count() < TELLING;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i');
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static Set<String> load() {
        try (InputStream list = Passwords.class.getResourceAsStream("known-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("known-passwords.txt is not in the jar");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
