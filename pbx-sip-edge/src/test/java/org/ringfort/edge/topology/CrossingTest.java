package org.ringfort.edge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

class CrossingTest {
    /** Stands in every place of the other leg's message where something of it could be. */
    private static final String MARK = "leak7";

    private static SipUri uri(String text) {
        return SipUri.parse(text).orElseThrow();
    }

    @Provide
    static Arbitrary<SipRequest> messageOfTheOtherLeg() {
        Arbitrary<String> names = Arbitraries.of(
                "User-Agent",
                "Server",
                "Warning",
                "Subject",
                "Reason",
                "Record-Route",
                "Contact",
                "Organization",
                "P-Asserted-Identity",
                "P-Preferred-Identity",
                "Call-Info",
                "Alert-Info",
                "Error-Info",
                "In-Reply-To",
                "Date",
                "Timestamp",
                "X-Trace",
                "Diversion",
                "History-Info",
                "Remote-Party-ID",
                "Identity",
                "Geolocation",
                "Refer-To",
                "Refer-Sub",
                "Referred-By",
                "Target-Dialog",
                "Replaces",
                "Join",
                "Reply-To",
                "Retry-After",
                "Accept-Contact",
                "Privacy",
                "Path");
        return names.list().ofMaxSize(12).map(chosen -> {
            List<Header> headers = new ArrayList<>(List.of(
                    Via.of("TLS", new Host(MARK + ".example"), 5061, Via.MAGIC_COOKIE + MARK),
                    new From(NameAddress.of(MARK, uri("sip:" + MARK + "@" + MARK + ".example"))
                            .withTag(MARK)),
                    new To(NameAddress.of(MARK, uri("sip:102@" + MARK + ".example"))
                            .withTag(MARK)),
                    new SipCallId(MARK + "@" + MARK),
                    new CSeq(77, Method.INFO),
                    ContentType.of("application", "dtmf-relay")));
            chosen.forEach(name -> headers.add(RawHeader.of(name, "<sip:" + MARK + "@10.9.8.7;x=" + MARK + ">")));
            return new SipRequest(
                    Method.INFO, uri("sip:" + MARK + "@" + MARK), Headers.of(headers), Body.ofText("Signal=5\r\n"));
        });
    }

    @Property(tries = 300)
    void of_an_info_nothing_crosses_but_its_key_and_the_type(@ForAll("messageOfTheOtherLeg") SipRequest info) {
        assertThat(Note.of(info))
                .contains(
                        new Note(Headers.of(ContentType.of("application", "dtmf-relay")), Body.ofText("Signal=5\r\n")));
    }

    @Property(tries = 300)
    void an_invitation_is_made_of_what_the_app_and_we_say_alone(
            @ForAll("names") String callerName, @ForAll("names") String number) {
        SipRequest request = new Invitation(
                        uri("sip:102@192.0.2.9:5061;transport=tls?Subject=" + MARK),
                        List.of(),
                        new Host("acme.example"),
                        number,
                        callerName,
                        false,
                        "102",
                        "tag-of-ours",
                        "id-of-ours",
                        Body.ofText("v=0\r\n"),
                        new Reach(69, 60),
                        SessionWish.of(1800),
                        Headers.EMPTY)
                .request();
        String wire = new String(new SipEncoder().encode(request), StandardCharsets.UTF_8);
        assertThat(wire).doesNotContain(MARK);
        assertThat(request.headers().asList())
                .extracting(header -> header.name().text())
                .containsExactly(
                        "From",
                        "To",
                        "Call-ID",
                        "CSeq",
                        "Max-Forwards",
                        "Max-Breadth",
                        "Session-Expires",
                        "Allow",
                        "Content-Type");
        assertThat(wire.lines().filter(line -> line.startsWith("From:"))).hasSize(1);
    }

    @Provide
    static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('é', '"', '\\', '<', '>', ';', '@', '%')
                .ofMinLength(1)
                .ofMaxLength(30);
    }

    @Property(tries = 600)
    void no_challenge_redirect_or_internal_status_crosses(@ForAll("failures") int code) {
        Status crossed = Crossing.failure(Status.of(code));
        assertThat(crossed.isFailure()).isTrue();
        assertThat(crossed.isRedirect()).isFalse();
        assertThat(crossed.code()).isNotIn(401, 407, 494, 420, 421, 423, 481, 503);
    }

    @Provide
    static Arbitrary<Integer> failures() {
        return Arbitraries.integers().between(300, 699);
    }

    @Test
    void the_best_answer_is_what_says_most_to_the_caller() {
        assertThat(best(408, 486, 480)).contains(Status.BUSY_HERE);
        assertThat(best(500, 404)).contains(Status.NOT_FOUND);
        assertThat(best(486, 603)).contains(Status.DECLINE);
        assertThat(best(500, 408)).contains(Status.REQUEST_TIMEOUT);
        assertThat(best(302)).contains(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(best()).isEmpty();
    }

    private static Optional<Status> best(int... codes) {
        List<Status> failures = new ArrayList<>();
        for (int code : codes) {
            failures.add(Status.of(code));
        }
        return Crossing.best(failures);
    }
}
