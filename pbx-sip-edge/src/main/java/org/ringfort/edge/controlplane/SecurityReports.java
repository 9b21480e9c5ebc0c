package org.ringfort.edge.controlplane;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.transport.Flow;
import org.ringfort.kernel.burst.Bursts;

/**
 * Tells the app what strangers try, for the audit trail: refusals that the app would not see otherwise. However many there
 * are, the app hears of few: one of a kind, tenant, source address, domain and account in ten seconds, with their number; what comes
 * of nobody outside, of each call. While the app is away they are kept, within the bounds. Any thread; never blocks.
 */
public final class SecurityReports implements AutoCloseable {
    static final Bursts.Limits LIMITS = new Bursts.Limits(Duration.ofSeconds(10), 4096, 50);
    private static final int LONGEST_CLAIM = 100;
    private static final int LONGEST_DETAIL = 200;

    /** @param call empty where somebody outside could make many */
    private record Kind(
            String event,
            String tenantId,
            Transport transport,
            String address,
            String domain,
            String account,
            String call) {}

    private final Clock clock;
    private final Bursts<Kind, SecurityEvent> bursts;
    private final Thread ticker = Thread.ofVirtual().name("security-reports").unstarted(this::run);

    SecurityReports(Clock clock, Predicate<FromEdge> app) {
        this.clock = clock;
        this.bursts = new Bursts<>(
                LIMITS,
                System::nanoTime,
                burst -> app.test(FromEdge.newBuilder()
                        .setSecurityEvent(burst.facts().toBuilder().setCount(burst.count()))
                        .build()));
    }

    void start() {
        ticker.start();
    }

    /** A refusal of which nothing is known but where it came from. */
    public void report(String event, Source source, String why) {
        report(SecurityEvent.newBuilder().setName(event).setSource(source).setDetail(why));
    }

    /** The same, of a flow. */
    public void report(String event, Flow flow, String why) {
        report(event, RequestFacts.source(flow), why);
    }

    /** A refusal; claims are cut to length and made printable here. */
    public void report(SecurityEvent.Builder event) {
        SecurityEvent told = event.setDomain(
                        RequestFacts.printable(event.getDomain().toLowerCase(Locale.ROOT), LONGEST_CLAIM))
                .setAccount(RequestFacts.printable(event.getAccount(), LONGEST_CLAIM))
                .setDetail(RequestFacts.printable(event.getDetail(), LONGEST_DETAIL))
                .setAtMs(clock.millis())
                .build();
        bursts.happened(
                new Kind(
                        told.getName(),
                        told.getTenantId(),
                        told.getSource().getTransport(),
                        told.getSource().getAddress(),
                        told.getDomain(),
                        told.getAccount(),
                        told.hasSource() ? "" : told.getDetail()),
                told,
                1);
    }

    /** Those that found no room: counted here and told to nobody. */
    public long dropped() {
        return bursts.dropped();
    }

    @Override
    public void close() {
        ticker.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(1));
                bursts.tick();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
