package org.ringfort.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.DigestResponse;
import org.ringfort.protocol.sip.header.Authorization;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MaxForwards;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

/**
 * A phone without a will of its own: it registers, calls and answers when told, and otherwise only keeps what it hears.
 * Nothing is repeated and nothing is answered by itself, so a test sees exactly what the other side does. One thread.
 */
public final class ScriptedPhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Line line;
    private final Account account;
    private final LinkedBlockingQueue<Decoded> heard = new LinkedBlockingQueue<>();
    private final List<Decoded> kept = new ArrayList<>();
    private final SipEncoder encoder = new SipEncoder();
    private final String callIdOfRegistrations = token();
    private volatile boolean closed;
    private int cseq;

    /**
     * Who the phone is.
     *
     * @param extension user part of its address
     * @param domain of its address, and the registrar
     * @param username for digest
     * @param password for digest
     * @param algorithms it can answer; the first challenge of these is answered
     */
    public record Account(
            String extension, String domain, String username, Secret password, List<DigestAlgorithm> algorithms) {
        public Account {
            algorithms = List.copyOf(algorithms);
        }

        SipUri address() {
            return SipUri.of(extension, new Host(domain));
        }
    }

    private ScriptedPhone(Line line, Account account) {
        this.line = line;
        this.account = account;
        line.read(heard::add, () -> closed = true);
    }

    public static ScriptedPhone udp(InetSocketAddress server, Account account) {
        return on(() -> Line.udp(server, InetAddress.getLoopbackAddress()), account);
    }

    public static ScriptedPhone tcp(InetSocketAddress server, Account account) {
        return on(() -> Line.tcp(server), account);
    }

    /** Checks the server's certificate by {@code context} and its name against {@code serverName}. */
    public static ScriptedPhone tls(InetSocketAddress server, SSLContext context, String serverName, Account account) {
        return on(() -> Line.tls(server, context, serverName), account);
    }

    private interface Opening {
        Line open() throws IOException;
    }

    private static ScriptedPhone on(Opening opening, Account account) {
        try {
            return new ScriptedPhone(opening.open(), account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ making requests

    /** Where this phone can be reached. */
    public Contact.At contact() {
        SipUri uri = SipUri.of(
                        account.extension(),
                        Host.ofAddress(line.local().getAddress().getHostAddress()))
                .withPort(line.local().getPort());
        return Contact.of(
                line.transport().equals("UDP")
                        ? uri
                        : uri.withParameter("transport", line.transport().equals("TLS") ? "tls" : "tcp"));
    }

    /** A request outside any dialog, complete but for what the test adds. */
    public SipRequest request(Method method, Uri target, String callId, String fromTag) {
        return SipRequest.of(
                method,
                target,
                Headers.of(
                        via(),
                        new MaxForwards(70),
                        new From(NameAddress.of(account.address()).withTag(fromTag)),
                        new To(NameAddress.of(method.equals(Method.REGISTER) ? account.address() : target)),
                        new SipCallId(callId),
                        new CSeq(++cseq, method),
                        contact()));
    }

    /** A request outside any dialog, in a call of its own. */
    public SipRequest request(Method method, Uri target) {
        return request(method, target, token(), token());
    }

    private Via via() {
        Via via = Via.of(
                line.transport(),
                Host.ofAddress(line.local().getAddress().getHostAddress()),
                line.local().getPort(),
                Via.MAGIC_COOKIE + token());
        return via.withParameters(via.parameters().withFlag("rport"));
    }

    /** A REGISTER for this phone's contact, not yet authorised. */
    public SipRequest registration(Duration expires) {
        return request(Method.REGISTER, SipUri.of(new Host(account.domain())), callIdOfRegistrations, token())
                .with(new Expires(expires.toSeconds()));
    }

    /** Registers, answering one challenge; the final answer, whatever it is. */
    public SipResponse register(Duration expires) {
        return authorised(registration(expires));
    }

    /** Sends, waits for the final answer, and answers one challenge. The answer to INVITE is acknowledged where it is a failure. */
    public SipResponse authorised(SipRequest request) {
        send(request);
        SipResponse response = awaitFinal(request);
        if (response.status().code() != 401) {
            return response;
        }
        SipRequest again = answered(request, response);
        send(again);
        return awaitFinal(again);
    }

    /** The same request once more, with credentials for the first challenge this phone can answer. */
    public SipRequest answered(SipRequest request, SipResponse challenged) {
        Challenge.Digest challenge = challenged.headers().challenges().stream()
                .filter(Challenge.Digest.class::isInstance)
                .map(Challenge.Digest.class::cast)
                .filter(offered -> account.algorithms().contains(offered.algorithm()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no challenge that can be answered: " + challenged));
        var credentials = DigestResponse.answer(
                challenge,
                account.username(),
                account.password(),
                request.method().name(),
                request.requestUri().toString(),
                token(),
                1);
        CSeq next = new CSeq(++cseq, request.method());
        return request.withHeaders(request.headers().with(next).withTopVia(via()))
                .with(Authorization.of(credentials));
    }

    /** The ACK for a final answer to INVITE: of the transaction for a failure, of the dialog for a success. */
    public SipRequest ack(SipRequest invite, SipResponse answer) {
        boolean success = answer.status().isSuccess();
        Uri target = success
                ? answer.headers().contact().map(Contact.At::uri).orElse(invite.requestUri())
                : invite.requestUri();
        Headers headers = Headers.of(
                success ? via() : invite.headers().topVia(),
                new MaxForwards(70),
                invite.headers().from(),
                answer.headers().to(),
                new SipCallId(invite.headers().callId()),
                invite.headers().cseq().withMethod(Method.ACK));
        return SipRequest.of(Method.ACK, target, headers);
    }

    /** A request within the dialog that {@code answer} to our {@code invite} made. */
    public SipRequest inDialog(Method method, SipRequest invite, SipResponse answer) {
        Headers headers = Headers.of(
                via(),
                new MaxForwards(70),
                invite.headers().from(),
                answer.headers().to(),
                new SipCallId(invite.headers().callId()),
                new CSeq(++cseq, method),
                contact());
        return SipRequest.of(
                method, answer.headers().contact().map(Contact.At::uri).orElse(invite.requestUri()), headers);
    }

    // ------------------------------------------------------------------ speaking and hearing

    public void send(SipMessage message) {
        sendOctets(encoder.encode(message));
    }

    /** Anything at all, well-formed or not. */
    public void sendOctets(byte[] octets) {
        try {
            line.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers {@code request} with {@code status} and this phone's contact. */
    public SipResponse answer(SipRequest request, org.ringfort.protocol.sip.Status status, String tag) {
        SipResponse response = SipResponse.to(request, status, tag);
        SipResponse reachable = status.code() > 100 && status.code() < 300 ? response.with(contact()) : response;
        send(reachable);
        return reachable;
    }

    /** The next request of that method; what else comes meanwhile is kept. */
    public SipRequest awaitRequest(Method method) {
        return (SipRequest)
                await(message -> message instanceof SipRequest request && request.is(method), method.name());
    }

    /** The next answer to {@code request}, provisional ones included. */
    public SipResponse awaitResponse(SipRequest request) {
        return (SipResponse) await(
                message -> message instanceof SipResponse response && answers(response, request),
                "an answer to " + request);
    }

    /** The final answer to {@code request}; a failure of an INVITE is acknowledged. */
    public SipResponse awaitFinal(SipRequest request) {
        SipResponse response = (SipResponse) await(
                message -> message instanceof SipResponse answer
                        && answers(answer, request)
                        && answer.status().isFinal(),
                "the final answer to " + request);
        if (request.is(Method.INVITE) && response.status().isFailure()) {
            send(ack(request, response));
        }
        return response;
    }

    private static boolean answers(SipResponse response, SipRequest request) {
        return response.headers().cseq().equals(request.headers().cseq())
                && response.headers().callId().equals(request.headers().callId());
    }

    private SipMessage await(Predicate<SipMessage> wanted, String what) {
        Decoded found = awaitAny(
                        decoded -> decoded instanceof Decoded.Message message && wanted.test(message.message()),
                        PATIENCE)
                .orElseThrow(() -> new AssertionError("waited in vain for " + what + "; heard " + kept));
        return ((Decoded.Message) found).message();
    }

    /** The next thing heard that is wanted, within {@code patience}; what else comes is kept for later. */
    public Optional<Decoded> awaitAny(Predicate<Decoded> wanted, Duration patience) {
        for (Decoded earlier : kept) {
            if (wanted.test(earlier)) {
                kept.remove(earlier);
                return Optional.of(earlier);
            }
        }
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
                @Nullable Decoded next = heard.poll(Math.min(left, 50_000_000), TimeUnit.NANOSECONDS);
                if (next != null && wanted.test(next)) {
                    return Optional.of(next);
                }
                if (next != null) {
                    kept.add(next);
                } else if (closed && heard.isEmpty()) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Whether nothing at all is heard for {@code patience}. */
    public boolean hearsNothing(Duration patience) {
        return awaitAny(decoded -> true, patience).isEmpty();
    }

    /** Whether the other side has closed the connection, waited for up to {@code patience}. */
    public boolean isHungUpOn(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!closed && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        return closed;
    }

    /** A fresh token, for tags, branches and Call-IDs. */
    public static String token() {
        byte[] octets = new byte[9];
        RANDOM.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
