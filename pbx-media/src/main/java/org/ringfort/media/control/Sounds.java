package org.ringfort.media.control;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.negotiation.Refusal;
import org.ringfort.media.player.Sound;

/** Sounds of the contract as sounds of the player. */
final class Sounds {
    private static final int LONGEST_SILENCE_MILLIS = 10_000;
    private static final int MOST_SOUNDS = 256;
    private static final int LEAST_TUNE_BYTES = 8_000;
    private static final int MOST_TUNE_BYTES = 1_600_000;

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

    /** For those on hold. */
    static Outcome<Sound> tune(ByteString pcmu) {
        return pcmu.size() < LEAST_TUNE_BYTES || pcmu.size() > MOST_TUNE_BYTES
                ? Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, "a tune of impossible length")
                : new Outcome.Agreed<>(Sound.ofMuLaw(pcmu.toByteArray()));
    }

    private static Outcome<List<Sound>> refused(String detail) {
        return Outcome.refused(Refusal.Reason.NOT_ACCEPTABLE, detail);
    }
}
