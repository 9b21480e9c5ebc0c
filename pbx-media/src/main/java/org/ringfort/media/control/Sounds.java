package org.ringfort.media.control;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Sound;

/** Sounds of the contract as sounds of the player. */
final class Sounds {
    private static final int LONGEST_SILENCE_MILLIS = 10_000;
    private static final int MOST_SOUNDS = 256;
    private static final int LEAST_TUNE_BYTES = 8_000;
    private static final int MOST_TUNE_BYTES = 1_600_000;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private Sounds() {}

    static Outcome<List<Sound>> of(
            List<org.ringfort.contract.sound.v1.Sound> wanted, Function<String, Optional<Sound>> prompts) {
        if (wanted.size() > MOST_SOUNDS) {
            return refused("too many sounds in one play");
        }
        List<Sound> sounds = new ArrayList<>();
        for (org.ringfort.contract.sound.v1.Sound one : wanted) {
            switch (one.getKindCase()) {
                case PROMPT -> {
                    Optional<Sound> prompt = prompts.apply(one.getPrompt());
                    if (prompt.isEmpty()) {
                        return refused("no such prompt");
                    }
                    sounds.add(prompt.get());
                }
                case PCMU -> sounds.add(Sound.ofMuLaw(one.getPcmu().toByteArray()));
                case SILENCE_MS -> {
                    if (one.getSilenceMs() < 1 || one.getSilenceMs() > LONGEST_SILENCE_MILLIS) {
                        return refused("a silence of impossible length");
                    }
                    sounds.add(Sound.silence(one.getSilenceMs()));
                }
                case KIND_NOT_SET -> {
                    return refused("a sound of unknown kind");
                }
            }
        }
        return new Outcome.Agreed<>(sounds);
    }

    /** For those on hold; where the name ends in a digest, the sound that has it and no other. */
    static Outcome<Sound> tune(String name, ByteString pcmu) {
        if (pcmu.size() < LEAST_TUNE_BYTES || pcmu.size() > MOST_TUNE_BYTES) {
            return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a tune of impossible length");
        }
        byte[] octets = pcmu.toByteArray();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return DIGEST.matcher(last).matches() && !last.equals(digest(octets))
                ? Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "not the tune of that name")
                : new Outcome.Agreed<>(Sound.ofMuLaw(octets));
    }

    private static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static Outcome<List<Sound>> refused(String detail) {
        return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, detail);
    }
}
