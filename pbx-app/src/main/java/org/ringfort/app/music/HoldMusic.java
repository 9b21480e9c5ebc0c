package org.ringfort.app.music;

import java.util.Optional;

/**
 * What a tenant has said.
 *
 * @param tune the tenant's own, played or not
 */
public record HoldMusic(MusicSource source, Optional<Tune> tune) {
    /** Where nothing was said. */
    public static final HoldMusic DEFAULT = new HoldMusic(MusicSource.BUILT_IN, Optional.empty());

    /**
     * A tune that was uploaded.
     *
     * @param digest SHA-256 of what is played, in hexadecimal
     */
    public record Tune(long lengthMs, String digest) {}

    HoldMusic from(MusicSource now) {
        return new HoldMusic(now, tune);
    }
}
