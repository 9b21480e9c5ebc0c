package org.ringfort.edge.loop;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.transport.Destination;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.Inbound;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.Wire;
import org.ringfort.edge.transport.tls.TlsFacts;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;

/**
 * A loop without a network: messages are put in as text and what it sends is taken out. Either by hand, on a clock that is
 * moved ({@link #manual}), or with its own thread on the real clock ({@link #running}), for conversations.
 */
public final class LoopBench implements Wire, AutoCloseable {
    private final AtomicLong nowNanos = new AtomicLong(1_000_000_000L);
    private final Map<String, Flow> flows = new ConcurrentHashMap<>();
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final SipDecoder decoder = new SipDecoder(Limits.DEFAULT);
    private final Map<InetSocketAddress, Optional<Flow>> destinations = new ConcurrentHashMap<>();
    private final boolean byHand;
    /** Flows on which somebody has proved himself, as often as he has. */
    public final BlockingQueue<Flow> proved = new LinkedBlockingQueue<>();

    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    public final SipLoop loop;

    /** What left, by which flow. */
    public record Sent(Flow flow, SipMessage message) {
        public SipRequest request() {
            return (SipRequest) message;
        }

        public SipResponse response() {
            return (SipResponse) message;
        }
    }

    private LoopBench(boolean byHand, LoopSettings settings, Tap tap) {
        this.byHand = byHand;
        this.loop = new SipLoop(
                settings,
                this,
                registry,
                byHand ? nowNanos::get : System::nanoTime,
                byHand ? new Random(7) : new java.security.SecureRandom(),
                tap);
        if (!byHand) {
            loop.start();
        }
    }

    public static LoopBench manual() {
        return new LoopBench(true, LoopSettings.DEFAULT, Tap.NONE);
    }

    public static LoopBench manual(LoopSettings settings) {
        return new LoopBench(true, settings, Tap.NONE);
    }

    public static LoopBench running() {
        return running(LoopSettings.DEFAULT);
    }

    public static LoopBench running(LoopSettings settings) {
        return running(settings, Tap.NONE);
    }

    public static LoopBench running(LoopSettings settings, Tap tap) {
        return new LoopBench(false, settings, tap);
    }

    /** A live flow to {@code address:port}. */
    public Flow flow(TransportKind kind, String address, int port) {
        boolean tls = kind == TransportKind.TLS;
        var flow = new Flow(
                kind.uriToken() + "-" + address + "-" + port,
                kind,
                "test-" + kind.uriToken(),
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), tls ? 5061 : 5060),
                new InetSocketAddress(InetAddress.ofLiteral(address), port),
                Host.ofAddress("192.0.2.1"),
                tls ? 5061 : 5060,
                tls
                        ? Optional.of(new TlsFacts(
                                "TLSv1.3", "TLS_AES_256_GCM_SHA384", "", Optional.empty(), Optional.empty()))
                        : Optional.empty());
        flows.put(flow.token(), flow);
        return flow;
    }

    /** A message comes in; lines may end in LF alone, Content-Length is added where it is missing. */
    public void receive(Flow flow, String text) {
        receive(flow, read(text));
    }

    /** A message comes in while the loop is busy, for so long; only by hand. */
    public void receiveBusy(Flow flow, String text, Duration busy) {
        accept(flow, read(text));
        nowNanos.addAndGet(busy.toNanos());
        settle();
    }

    private SipMessage read(String text) {
        String wire = text.strip().replace("\r\n", "\n");
        if (!wire.contains("\n\n")) {
            wire = wire + "\n\n";
        }
        int split = wire.indexOf("\n\n");
        String body = wire.substring(split + 2).replace("\n", "\r\n");
        String head = wire.substring(0, split).replace("\n", "\r\n");
        if (!head.contains("Content-Length")) {
            head = head + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
        }
        Decoded decoded = decoder.datagram((head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        if (!(decoded instanceof Decoded.Message message)) {
            throw new IllegalArgumentException("the test's message is malformed: " + decoded);
        }
        return message.message();
    }

    /** A message comes in. */
    public void receive(Flow flow, SipMessage message) {
        accept(flow, message);
        settle();
    }

    private void accept(Flow flow, SipMessage message) {
        SipMessage noted = message instanceof SipRequest request
                ? request.withHeaders(request.headers()
                        .withTopVia(request.headers()
                                .topVia()
                                .withReceived(
                                        flow.remoteAddress(), flow.remote().getPort())))
                : message;
        loop.accept(new Inbound.Received(flow, noted));
    }

    /** The connection is lost. */
    public void lose(Flow flow) {
        flows.remove(flow.token());
        loop.accept(new Inbound.Closed(flow, "test"));
        settle();
    }

    /** The connection is gone, and nobody has said so yet. */
    public void gone(Flow flow) {
        flows.remove(flow.token());
    }

    /** Time goes by, in steps of 10 ms; only by hand. */
    public void pass(Duration time) {
        long end = nowNanos.get() + time.toNanos();
        while (nowNanos.get() < end) {
            nowNanos.addAndGet(Math.min(10_000_000L, end - nowNanos.get()));
            settle();
        }
    }

    /** All that waits is done; only by hand. */
    public void settle() {
        if (byHand) {
            loop.turnOnce();
        }
    }

    /** The next message that left, or null; by hand there is no waiting. */
    public @Nullable Sent poll() {
        settle();
        return sent.poll();
    }

    /** The next message that left, waiting for it on the real clock. */
    public Sent take() {
        try {
            settle();
            Sent next = sent.poll(5, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was sent");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Whether nothing has been sent that was not taken. */
    public boolean isQuiet() {
        settle();
        return sent.isEmpty();
    }

    @Override
    public boolean send(Flow flow, SipMessage message) {
        if (!flows.containsKey(flow.token())) {
            return false;
        }
        sent.add(new Sent(flow, message));
        return true;
    }

    @Override
    public void proved(Flow flow, SipRequest by) {
        proved.add(flow);
    }

    @Override
    public Optional<Flow> flow(String token) {
        return Optional.ofNullable(flows.get(token));
    }

    @Override
    public Optional<Flow> flowTo(TransportKind transport, InetSocketAddress address) {
        return transport == TransportKind.UDP
                ? Optional.of(flow(transport, address.getAddress().getHostAddress(), address.getPort()))
                : Optional.empty();
    }

    /** From now on whoever calls {@code destination} gets this; nothing is what comes of a dead one. */
    public void answers(InetSocketAddress destination, Optional<Flow> flow) {
        destinations.put(destination, flow);
    }

    @Override
    public CompletableFuture<Flow> open(Destination destination) {
        Optional<Flow> there = destinations.get(destination.address());
        if (there == null) {
            return CompletableFuture.failedFuture(new IOException("refused"));
        }
        return there.map(CompletableFuture::completedFuture).orElseGet(CompletableFuture::new);
    }

    @Override
    public void close(Flow flow, String reason) {
        lose(flow);
    }

    @Override
    public void close() {
        loop.close();
    }
}
