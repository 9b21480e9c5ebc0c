package org.ringfort.media.boot;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ringfort.media.negotiation.Floor;
import org.ringfort.media.negotiation.Keying;
import org.ringfort.media.negotiation.Outcome;
import org.ringfort.media.port.PacketBuffer;
import org.ringfort.media.port.UdpPort;
import org.ringfort.media.relay.RelayLoop;
import org.ringfort.media.session.Body;
import org.ringfort.media.session.EdgeName;
import org.ringfort.media.session.LegOrder;
import org.ringfort.media.session.LegReport;
import org.ringfort.media.session.OfferOrder;
import org.ringfort.media.session.Sessions;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.media.srtp.SrtpReceiver;
import org.ringfort.media.srtp.SrtpSender;
import org.ringfort.protocol.rtp.RtpView;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Decoded;
import org.ringfort.protocol.sdp.Limits;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.sdp.SdpDecoder;

/**
 * Calls ourselves, on each relay loop in its turn: a real session on a real port, an SRTP packet to it, and its echo back. Whoever
 * asks whether media is ready hears how the last calls went. A virtual thread of its own.
 */
final class SrtpSelfCheck implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final SrtpProfile PROFILE = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
    private static final int PACKET_BYTES = 172;

    private final Sessions sessions;
    private final List<RelayLoop> loops;
    private final InetAddress bind;
    private final SecureRandom random;
    private final Thread thread;
    private volatile Optional<String> problem = Optional.of("not checked yet");

    SrtpSelfCheck(Sessions sessions, List<RelayLoop> loops, InetAddress bind, SecureRandom random) {
        this.sessions = sessions;
        this.loops = List.copyOf(loops);
        this.bind = bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
        this.random = random;
        this.thread = Thread.ofVirtual().name("self-check").start(this::run);
    }

    /** How the last calls went; empty: well. Any thread, at once. */
    Optional<String> problem() {
        return problem;
    }

    private void run() {
        try {
            while (true) {
                problem = check();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends with the first that fails. */
    private Optional<String> check() throws InterruptedException {
        for (RelayLoop loop : loops) {
            Optional<String> failed = check(loop);
            if (failed.isPresent()) {
                return failed;
            }
        }
        return Optional.empty();
    }

    private Optional<String> check(RelayLoop loop) throws InterruptedException {
        String session = "self-check-" + UUID.randomUUID();
        try (UdpPort phone = UdpPort.ephemeral(bind)) {
            return call(loop, session, phone);
        } catch (IOException refused) {
            return Optional.of("no socket can be opened: " + refused.getMessage());
        } catch (ExecutionException | TimeoutException | IllegalStateException failed) {
            return Optional.of("the sessions do not answer");
        } finally {
            hangUp(session);
        }
    }

    /** The next call finds its port free: it may be the only one left. */
    @SuppressWarnings("FutureReturnValueIgnored") // both its ends are handled
    private void hangUp(String session) {
        var over = new CompletableFuture<Boolean>();
        try {
            sessions.post(() -> {
                switch (sessions.close(session)) {
                    case Outcome.Agreed<CompletableFuture<List<LegReport>>> closing ->
                        closing.value().whenComplete((legs, failure) -> over.complete(true));
                    case Outcome.Refused<CompletableFuture<List<LegReport>>> never -> over.complete(true);
                }
            });
            over.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IllegalStateException failed) {
            // closed with everything else, or the next call tells
        }
    }

    private Optional<String> call(RelayLoop loop, String session, UdpPort phone)
            throws InterruptedException, ExecutionException, TimeoutException {
        MasterKey ours = MasterKey.random(PROFILE, random);
        var floor = new Floor(List.of(Keying.SDES), List.of(PROFILE), Floor.EVERY_CODEC, true);
        var order = new OfferOrder(
                session,
                EdgeName.SELF_CHECK,
                "", // nobody's
                new LegOrder(
                        "leg", floor, "", true), // media that is full of ordinary calls is ready for those for help
                Optional.empty(),
                offer(phone, ours),
                List.of());
        Outcome<Body> answer = ask(() -> sessions.offer(order, loop)
                .then(offered -> sessions.terminate(session, "leg"))
                .then(body -> sessions.echo(session, "leg").then(done -> new Outcome.Agreed<>(body))));
        return switch (answer) {
            case Outcome.Refused<Body> refused -> Optional.of(refused.refusal().detail());
            case Outcome.Agreed<Body> agreed ->
                echo(phone, ours, agreed.value()).map(why -> loop.name() + ": " + why);
        };
    }

    private <T> T ask(Supplier<T> question) throws InterruptedException, ExecutionException, TimeoutException {
        var answer = new CompletableFuture<T>();
        sessions.post(() -> answer.complete(question.get()));
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<String> echo(UdpPort phone, MasterKey ours, Body answer) throws InterruptedException {
        if (!(SdpDecoder.decode(Limits.DEFAULT, answer.octets()) instanceof Decoded.Description description)) {
            return Optional.of("our own answer cannot be read");
        }
        MediaDescription audio = description.session().media().getFirst();
        Optional<SrtpReceiver> receiver = audio.attribute(Attribute.Crypto.class)
                .map(line -> new SrtpReceiver(
                        new MasterKey(PROFILE, line.keys().getFirst().keyAndSalt()), 0));
        if (receiver.isEmpty()) {
            return Optional.of("our own answer has no key");
        }
        var to = new InetSocketAddress(bind, audio.port());
        var sender = new SrtpSender(ours);
        var packet = new PacketBuffer();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int sequence = 0; System.nanoTime() - end < 0; sequence++) {
            RtpView.writeHeader(packet.octets(), 0, false, 0, sequence, sequence * 160, 1);
            phone.send(packet, 0, sender.sealRtp(packet.octets(), 0, PACKET_BYTES), to);
            Thread.sleep(20);
            int length = phone.receive(packet);
            if (length > 0 && receiver.get().openRtp(packet.octets(), 0, length) == PACKET_BYTES) {
                return Optional.empty();
            }
        }
        return Optional.of("an SRTP packet to ourselves did not come back");
    }

    private Body offer(UdpPort phone, MasterKey key) {
        String address = bind.getHostAddress();
        String type = bind instanceof Inet6Address ? "IP6 " : "IP4 ";
        String inline = Base64.getEncoder().encodeToString(key.keyAndSalt().reveal());
        String text = "v=0\r\no=- 1 1 IN " + type + address + "\r\ns=-\r\nc=IN " + type + address + "\r\nt=0 0\r\n"
                + "m=audio " + phone.number() + " RTP/SAVP 0\r\na=crypto:1 " + PROFILE + " inline:" + inline
                + "\r\na=rtcp-mux\r\n";
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
