package org.ringfort.e2e.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.loop.SipLoop;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.Wire;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxForwards;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

/** One OPTIONS through the loop's thread, from the transport's hand back to it: a whole server transaction over TCP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransactionBenchmark {
    private static final int BATCH = 1000;

    private final Semaphore answered = new Semaphore(0);
    private final Flow flow = new Flow(
            "bench",
            TransportKind.TCP,
            "bench",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
            new Host("127.0.0.1"),
            5060,
            Optional.empty());
    private final SipLoop loop = new SipLoop(LoopSettings.DEFAULT, new Counting(), new SimpleMeterRegistry());
    private long number;

    private final class Counting implements Wire {
        @Override
        public boolean send(Flow to, SipMessage message) {
            answered.release();
            return true;
        }

        @Override
        public Optional<Flow> flow(String token) {
            return Optional.of(flow);
        }

        @Override
        public Optional<Flow> flowTo(TransportKind transport, InetSocketAddress address) {
            return Optional.empty();
        }

        @Override
        public void close(Flow closed, String reason) {
            // nothing is open
        }
    }

    @Setup(Level.Trial)
    public void start() {
        loop.handle(Method.OPTIONS, transaction -> transaction.respond(Status.OK));
        loop.start();
    }

    @TearDown(Level.Trial)
    public void stop() {
        loop.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void options() throws InterruptedException {
        for (int i = 0; i < BATCH; i++) {
            loop.accept(new Inbound.Received(flow, request()));
        }
        answered.acquire(BATCH);
    }

    private SipRequest request() {
        long id = number++;
        SipUri target = SipUri.of(new Host("acme.example"));
        return SipRequest.of(
                Method.OPTIONS,
                target,
                Headers.of(
                        Via.of("TCP", new Host("127.0.0.1"), 40_000, Via.MAGIC_COOKIE + id),
                        new MaxForwards(70),
                        new From(NameAddress.of(target).withTag("t" + id)),
                        new To(NameAddress.of(target)),
                        new SipCallId("c" + id),
                        new CSeq(1, Method.OPTIONS)));
    }
}
