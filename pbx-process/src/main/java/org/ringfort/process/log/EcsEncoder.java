package org.ringfort.process.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Logback's door to {@link EcsLine}: one JSON object and one line feed for each event. Stateless after its start. */
public final class EcsEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final String serviceName;

    public EcsEncoder(String serviceName) {
        this.serviceName = serviceName;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return EcsLine.of(serviceName, event).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
