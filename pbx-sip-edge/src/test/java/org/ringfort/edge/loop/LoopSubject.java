package org.ringfort.edge.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.testkit.transcript.SipLines;
import org.ringfort.testkit.transcript.Subject;

/**
 * The loop as the party {@code edge} of a transcript. The others: {@code phone} and {@code desk}, reached by UDP; {@code
 * soft}, reached by TLS; and {@code call}, the conversation that uses the loop.
 *
 * <p>{@code call} says a request ({@code INVITE sip:…  by desk}), an answer to the latest request it was given ({@code 180
 * Ringing}), or {@code cancel}, {@code ack}, {@code bye}. A phone says a request, or an answer to the latest request it
 * was sent ({@code 200 OK}, {@code 487 Request Terminated  for INVITE}).
 */
final class LoopSubject implements Subject, AutoCloseable {
    private final LoopBench bench = LoopBench.manual();
    private final Map<String, Flow> flows = Map.of(
            "phone", bench.flow(TransportKind.UDP, "192.0.2.7", 5060),
            "desk", bench.flow(TransportKind.UDP, "192.0.2.8", 5060),
            "soft", bench.flow(TransportKind.TLS, "192.0.2.9", 50_000));
    private final Map<String, List<List<String>>> said = new HashMap<>();
    private final Map<String, List<SipRequest>> heardBy = new HashMap<>();
    private @Nullable ServerTransaction server;
    private @Nullable ClientTransaction client;
    private @Nullable Dialog dialog;

    LoopSubject() {
        for (Method method : new Method[] {Method.INVITE, Method.MESSAGE}) {
            bench.loop.handle(method, this::begin);
        }
    }

    private void begin(ServerTransaction transaction) {
        server = transaction;
        tell("call", SipLines.of(transaction.request()));
        if (transaction.request().is(Method.INVITE)) {
            dialog = transaction.openDialog(this::happened);
        }
    }

    private void happened(SipEvent event) {
        switch (event) {
            case SipEvent.Response response -> {
                response.dialog().ifPresent(made -> dialog = made);
                tell("call", SipLines.of(response.response()));
            }
            case SipEvent.Request request -> {
                server = request.transaction();
                tell("call", SipLines.of(request.transaction().request()));
            }
            case SipEvent.Failed failed -> tell("call", List.of("failed " + failed.failure()));
            case SipEvent.Cancelled cancelled -> tell("call", List.of("cancelled"));
            case SipEvent.Abandoned abandoned -> tell("call", List.of("abandoned"));
            case SipEvent.Acknowledged acknowledged -> tell("call", List.of("acknowledged"));
            case SipEvent.Unacknowledged unacknowledged -> tell("call", List.of("unacknowledged"));
            case SipEvent.SessionExpired expired -> tell("call", List.of("session expired"));
            case SipEvent.FlowLost lost -> tell("call", List.of("flow lost"));
        }
    }

    private void tell(String to, List<String> lines) {
        said.computeIfAbsent(to, party -> new ArrayList<>()).add(lines);
    }

    @Override
    public String name() {
        return "edge";
    }

    @Override
    public void hear(String from, List<String> phrases) {
        if (from.equals("call")) {
            conversationSays(phrases);
        } else {
            Flow flow = flow(from);
            if (phrases.equals(List.of("hangs up"))) {
                bench.lose(flow);
            } else {
                bench.receive(flow, fromPhone(from, flow, phrases));
            }
        }
        collect();
    }

    private Flow flow(String party) {
        return Optional.ofNullable(flows.get(party))
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + party));
    }

    private SipMessage fromPhone(String party, Flow flow, List<String> phrases) {
        if (!Character.isDigit(phrases.getFirst().charAt(0))) {
            return SipLines.request(phrases, defaults(flow, phrases));
        }
        List<String> plain = new ArrayList<>(phrases);
        Method method = null;
        for (String phrase : phrases) {
            if (phrase.startsWith("for ")) {
                method = Method.of(phrase.substring(4));
                plain.remove(phrase);
            }
        }
        List<SipRequest> asked = heardBy.getOrDefault(party, List.of());
        for (SipRequest request : asked.reversed()) {
            if (method == null ? !request.is(Method.ACK) : request.is(method)) {
                return SipLines.response(plain, request, party);
            }
        }
        throw new IllegalArgumentException(party + " was not asked anything");
    }

    /** The branch follows CSeq, so that the same line again is a repeat, and ACK and CANCEL belong to their INVITE. */
    private static List<String> defaults(Flow flow, List<String> phrases) {
        String number = phrases.stream()
                .filter(phrase -> phrase.startsWith("CSeq: "))
                .map(phrase -> phrase.split(" ", 3)[1])
                .findFirst()
                .orElse("1");
        String host = flow.remoteAddress() + ":" + flow.remote().getPort();
        return List.of(
                "Via: SIP/2.0/" + flow.transport().viaToken() + " " + host + ";branch=z9hG4bK-" + number + ";rport",
                "Max-Forwards: 70",
                "From: <sip:101@acme.example>;tag=phone",
                "To: <sip:102@acme.example>",
                "Call-ID: c1",
                "Contact: <sip:101@" + host + ">");
    }

    private void conversationSays(List<String> phrases) {
        String first = phrases.getFirst();
        switch (first) {
            case "cancel" -> present(client, "request").cancel();
            case "ack" -> present(dialog, "dialog").ack(Headers.EMPTY, Body.EMPTY);
            case "bye" -> present(dialog, "dialog").bye();
            default -> {
                if (Character.isDigit(first.charAt(0))) {
                    answer(phrases);
                } else {
                    ask(phrases);
                }
            }
        }
        bench.settle();
    }

    private void answer(List<String> phrases) {
        ServerTransaction transaction = present(server, "request to answer");
        SipResponse response = transaction.response(
                Status.of(Integer.parseInt(phrases.getFirst().substring(0, 3))));
        var given = SipLines.response(phrases, transaction.request(), transaction.localTag());
        for (HeaderName name : new HeaderName[] {HeaderName.REQUIRE, HeaderName.RETRY_AFTER}) {
            Optional<org.ringfort.protocol.sip.header.Header> header =
                    given.headers().first(name);
            response = header.isPresent() ? response.with(header.get()) : response;
        }
        transaction.respond(response);
    }

    private void ask(List<String> phrases) {
        String by = phrases.stream()
                .filter(phrase -> phrase.startsWith("by "))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("say by whom: " + phrases));
        List<String> plain = new ArrayList<>(phrases);
        plain.remove(by);
        SipRequest request = SipLines.request(
                plain,
                List.of(
                        "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-replaced",
                        "From: <sip:101@acme.example>;tag=ours",
                        "To: <sip:102@acme.example>",
                        "Call-ID: leg2"));
        client = bench.loop.send(
                request.withHeaders(request.headers().withoutTopVia()), flow(by.substring(3)), this::happened);
    }

    private static <T> T present(@Nullable T thing, String what) {
        if (thing == null) {
            throw new IllegalArgumentException("there is no " + what + " yet");
        }
        return thing;
    }

    private void collect() {
        for (LoopBench.Sent next = bench.poll(); next != null; next = bench.poll()) {
            Flow to = next.flow();
            String party = flows.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(to))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("sent to nobody known: " + to))
                    .getKey();
            tell(party, SipLines.of(next.message()));
            if (next.message() instanceof SipRequest request) {
                heardBy.computeIfAbsent(party, p -> new ArrayList<>()).add(request);
            }
        }
    }

    @Override
    public List<List<String>> takeSaid(String to) {
        collect();
        return Optional.ofNullable(said.remove(to)).orElse(List.of());
    }

    @Override
    public void advance(Duration by) {
        bench.pass(by);
        collect();
    }

    @Override
    public boolean holds(String claim) {
        if (claim.equals("nothing is remembered")) {
            return bench.loop.isIdle();
        }
        return Subject.super.holds(claim);
    }

    @Override
    public void close() {
        bench.close();
    }
}
