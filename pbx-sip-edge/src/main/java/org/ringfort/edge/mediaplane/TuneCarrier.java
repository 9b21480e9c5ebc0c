package org.ringfort.edge.mediaplane;

import com.google.protobuf.ByteString;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ringfort.contract.control.v1.TuneReply;
import org.ringfort.edge.peer.Asked;

/**
 * Brings tunes from the app to media when somebody on hold is to hear one that media does not have: once, whoever wants it meanwhile.
 * What does not come is not tried again by itself: media plays its own, and says so at the next hold.
 */
public final class TuneCarrier {
    /** Others wait for the next hold. */
    private static final int MOST_UNDER_WAY = 16;

    /** Where they go; media. */
    @FunctionalInterface
    public interface To {
        Asked<?> keep(String name, ByteString pcmu);
    }

    private final Function<String, Asked<TuneReply>> app;
    private final To media;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param app asks for a tune by its name; may block */
    public TuneCarrier(Function<String, Asked<TuneReply>> app, To media) {
        this.app = app;
        this.media = media;
    }

    /** Media wants it. Returns at once. */
    public void wanted(String name) {
        if (underWay.size() < MOST_UNDER_WAY && underWay.add(name)) {
            Thread.ofVirtual().name("tune").start(() -> bring(name));
        }
    }

    private void bring(String name) {
        try {
            if (app.apply(name) instanceof Asked.Answered<TuneReply>(var reply) && reply.hasPcmu()) {
                media.keep(name, reply.getPcmu());
            }
        } finally {
            underWay.remove(name);
        }
    }
}
