package org.ringfort.media.session;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.media.port.LegPorts;
import org.ringfort.media.port.PortPool;
import org.ringfort.media.relay.RelayLeg;
import org.ringfort.media.relay.RelayLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens legs on ports of the pool, and closes those of which nothing came. The sessions' thread alone. */
final class LegOpening implements Session.LegMaker {
    private static final Logger LOG = LoggerFactory.getLogger(LegOpening.class);

    private final PortPool ports;
    private final MediaAddress address;
    private final Tunes tunes;
    private final SecureRandom random;
    private final Executor later;
    private final BiConsumer<EdgeName, SessionEvent> tell;

    /**
     * @param later has something done on the sessions' thread; any thread
     * @param tell any thread
     */
    LegOpening(
            PortPool ports,
            MediaAddress address,
            Tunes tunes,
            SecureRandom random,
            Executor later,
            BiConsumer<EdgeName, SessionEvent> tell) {
        this.ports = ports;
        this.address = address;
        this.tunes = tunes;
        this.random = random;
        this.later = later;
        this.tell = tell;
    }

    @Override
    public Optional<Leg> make(Session session, LegOrder order) {
        RelayLoop loop = session.loop();
        Optional<LegPorts> pair = ports.place(loop.ports(), order.floor().provesItself(), order.forHelp());
        if (pair.isEmpty()) {
            boolean help = order.forHelp() && !session.edge().equals(EdgeName.SELF_CHECK);
            if (help) {
                ports.failedHelp();
            }
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.MEDIA_PORTS_EXHAUSTED)
                    .addKeyValue(Fields.CALL_ID, session.id())
                    .log(help ? "no media port is free for a call for help" : "no media port is free");
            return Optional.empty();
        }
        var told = new LegNews(session, order.legId(), later::execute, tell);
        RelayLeg relay = loop.open(pair.get(), told);
        return Optional.of(new Leg(
                order,
                tunes,
                random,
                loop.certificate(),
                address,
                pair.get().rtp().number(),
                loop,
                relay,
                told));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it logs, and nobody waits for it
    public void unmake(Session session, Leg leg) {
        LegReports.close(session, leg, later);
    }
}
