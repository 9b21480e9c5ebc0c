package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.phone.EdgeBench.dial;
import static org.ringfort.edge.phone.EdgeBench.emergency;
import static org.ringfort.edge.phone.EdgeBench.ring;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.CivicElement;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.HelpCalled;
import org.ringfort.contract.control.v1.Location;
import org.ringfort.contract.control.v1.Point;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.Carrier;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.BodyParts;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.RawHeader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A carrier that is to know is told where somebody calls for help, as administrators wrote it down, and never as a phone says. */
class EmergencyLocationTest extends CarrierScene {
    private static final String CIVIC = "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr";
    private static final ContentType PIDF = ContentType.of("application", "pidf+xml");

    private static CivicElement civic(String name, String value) {
        return CivicElement.newBuilder().setName(name).setValue(value).build();
    }

    private static Location office() {
        return Location.newBuilder()
                .setName("Head office")
                .addCivic(civic("FLR", "3"))
                .addCivic(civic("country", "DE"))
                .addCivic(civic("A3", "Berlin"))
                .addCivic(civic("RD", "Unter den Linden"))
                .addCivic(civic("HNO", "5"))
                .setLanguage("de")
                .setPoint(Point.newBuilder().setLatitude(52.5169).setLongitude(13.3889))
                .build();
    }

    private static Step telling(Step step, Location location) {
        return step.toBuilder()
                .setDial(step.getDial().toBuilder().setLocation(location).setSendsLocation(true))
                .build();
    }

    /** What the app is told, once it is. */
    private HelpCalled helpCalled() {
        Until.holds(
                "the app is told",
                () -> edge.app.heard(FromEdge.EventCase.HELP_CALLED).size() == 1);
        return edge.app.heard(FromEdge.EventCase.HELP_CALLED).getFirst().getHelpCalled();
    }

    private static Body part(SipRequest invite, ContentType wanted) {
        return BodyParts.first(wanted, invite.headers().contentType().orElseThrow(), invite.body())
                .orElseThrow();
    }

    private static Document pidf(SipRequest invite) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(part(invite, PIDF).toBytes()));
    }

    private static List<String> elements(Document document, String namespace) {
        List<String> all = new ArrayList<>();
        NodeList nodes = document.getElementsByTagNameNS(namespace, "*");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            all.add(element.getLocalName() + "=" + element.getTextContent());
        }
        return all;
    }

    /**
     * In the order of the schema, each of the two descriptions in a device of its own.
     *
     * @rfc 4119 2.2.1
     * @rfc 5139 3
     * @rfc 5491 3.4
     * @rfc 6442 4.1
     */
    @Test
    void rfc6442_4_1_the_location_goes_with_the_call_by_value() throws Exception {
        edge.plan(telling(emergency(dial(LONG_MS, ONE)), office()));
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall callee = first.rings();
        SipRequest invite = callee.invite();
        assertThat(part(invite, ContentType.SDP).text()).contains("offer");
        Document document = pidf(invite);
        assertThat(elements(document, CIVIC))
                .containsSequence("country=DE", "A3=Berlin", "RD=Unter den Linden", "HNO=5", "FLR=3");
        Element address =
                (Element) document.getElementsByTagNameNS(CIVIC, "civicAddress").item(0);
        assertThat(address.getAttributeNS("http://www.w3.org/XML/1998/namespace", "lang"))
                .isEqualTo("de");
        assertThat(elements(document, "http://www.opengis.net/gml")).contains("pos=52.516900 13.388900");
        assertThat(elements(document, "urn:ietf:params:xml:ns:pidf:data-model")).hasSize(6);
        assertThat(document.getDocumentElement().getAttribute("entity")).isEqualTo("pres:+493012345678@203.0.113.1");
        assertThat(elements(document, "urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy"))
                .as("a truth value of XML Schema (erratum 1535)")
                .containsExactly("retransmission-allowed=true", "retransmission-allowed=true");
        String id = invite.headers().text(HeaderName.of("Geolocation")).orElseThrow();
        assertThat(id).startsWith("<cid:").endsWith(">");
        assertThat(wire(invite))
                .contains("Geolocation-Routing: yes", "Priority: emergency", "Content-ID: <" + id.substring(5))
                .doesNotContain("acme.example", "device-101", "sip:101", "Head office");
        hangUp(caller, answered(caller, callee));
        edge.record();
        edge.nothingLeft();
        assertThat(helpCalled()).satisfies(told -> {
            assertThat(told.getLocation()).isEqualTo("Head office");
            assertThat(told.getLocationSent()).isTrue();
        });
    }

    @Test
    void a_trunk_that_is_not_to_know_is_told_nothing_and_neither_is_one_that_is_called_for_anything_else() {
        Step step = emergency(dial(LONG_MS, ONE));
        edge.plan(step.toBuilder()
                .setDial(step.getDial().toBuilder().setLocation(office()))
                .build());
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall callee = first.rings();
        assertThat(wire(callee.invite()))
                .contains("Priority: emergency", "Content-Type: application/sdp")
                .doesNotContain("Geolocation", "Berlin");
        hangUp(caller, answered(caller, callee));
        assertThat(helpCalled()).satisfies(told -> {
            assertThat(told.getLocation()).isEqualTo("Head office");
            assertThat(told.getLocationSent()).isFalse();
        });
        edge.plan(telling(dial(LONG_MS, TWO), office()));
        PhoneCall ordinary = alice.calls("030901820", OFFER);
        PhoneCall reached = second.rings();
        assertThat(wire(reached.invite())).doesNotContain("Geolocation", "Berlin", "Priority");
        hangUp(ordinary, answered(ordinary, reached));
        edge.nothingLeft();
    }

    @Test
    void whoever_is_tried_next_is_told_too_and_so_is_who_has_challenged() throws Exception {
        edge.app.answersChallenges();
        edge.plan(
                telling(emergency(dial(LONG_MS, "203.0.113.8", ONE)), office()),
                telling(emergency(dial(LONG_MS, TWO)), office()));
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall failing = first.rings();
        assertThat(elements(pidf(failing.invite()), CIVIC)).contains("A3=Berlin");
        failing.answers(503);
        failing.hears(Method.ACK);
        PhoneCall asking = second.rings();
        challenges(asking, 407, Carrier.NAME);
        SipRequest again = second.rings().invite();
        assertThat(again.headers().text(HeaderName.of("Proxy-Authorization"))).isPresent();
        assertThat(part(again, PIDF)).isEqualTo(part(asking.invite(), PIDF));
        caller.cancels();
        caller.hears(487);
        caller.acksFailure();
    }

    /** @rfc 6442 4.3 */
    @Test
    void who_cannot_take_the_location_is_asked_without_and_only_once() {
        for (int no : new int[] {415, 424, 400, 488, 513}) {
            edge.plan(telling(emergency(dial(LONG_MS, ONE, TWO)), office()));
            PhoneCall caller = alice.calls("112", OFFER);
            PhoneCall callee = first.rings();
            callee.answers(no);
            callee.hears(Method.ACK);
            SipRequest again = callee.hears(Method.INVITE);
            assertThat(wire(again))
                    .contains("Content-Type: application/sdp", "Priority: emergency")
                    .doesNotContain("Geolocation", "Berlin");
            callee.answers(again, no, "");
            callee.hears(Method.ACK);
            hangUp(caller, answered(caller, second.rings()));
            edge.nothingLeft();
        }
    }

    @Test
    void text_of_whatever_kind_stays_one_value() throws Exception {
        String hostile = "\"/><ca:A1>x</ca:A1>]]>&#x0;&lol;\u0000\u0007\r\n--part-\r\nVia: x\uFFFE\uD800 \u2028 Ü";
        Location location = office().toBuilder()
                .addCivic(civic("LOC", hostile))
                .addCivic(civic("ROOM", "9".repeat(5_000)))
                .addCivic(civic("evil xmlns:x=\"y\"", "z"))
                .setLanguage("de\" onload=\"")
                .setPoint(Point.newBuilder().setLatitude(Double.NaN))
                .build();
        edge.plan(telling(emergency(dial(LONG_MS, ONE)), location));
        PhoneCall caller = alice.calls("112", OFFER);
        PhoneCall callee = first.rings();
        Document document = pidf(callee.invite());
        assertThat(elements(document, CIVIC))
                .hasSize(8)
                .contains("LOC=\"/><ca:A1>x</ca:A1>]]>&#x0;&lol;    --part-  Via: x\uFFFD?   Ü")
                .contains("ROOM=" + "9".repeat(100));
        assertThat(elements(document, "http://www.opengis.net/gml")).isEmpty();
        assertThat(part(callee.invite(), ContentType.SDP).text()).contains("offer");
        hangUp(caller, answered(caller, callee));
        edge.nothingLeft();
    }

    private static String phonesOwn() {
        return "--b\r\nContent-Type: application/pidf+xml\r\nContent-ID: <mine@phone>\r\n\r\n<presence>Nowhere</presence>"
                + "\r\n--b\r\nContent-Type: application/sdp\r\n\r\n" + OFFER + "\r\n--b--\r\n";
    }

    @Test
    void what_a_phone_says_of_where_it_is_goes_nowhere_and_refuses_nobody_help() throws Exception {
        edge.plan(telling(emergency(dial(LONG_MS, ONE)), office()));
        alice.babbles(message -> message instanceof SipRequest invite && invite.is(Method.INVITE)
                ? message.with(new ContentType("multipart", "mixed", Parameters.of("boundary", "b")))
                : message);
        PhoneCall caller = alice.calls(
                "112",
                phonesOwn(),
                RawHeader.of("Geolocation", "<cid:mine@phone>"),
                RawHeader.of("Geolocation-Routing", "no"));
        PhoneCall callee = first.rings();
        assertThat(wire(callee.invite()))
                .contains("Geolocation-Routing: yes")
                .doesNotContain("mine@phone", "Nowhere", "Geolocation-Routing: no");
        assertThat(elements(pidf(callee.invite()), CIVIC)).contains("A3=Berlin");
        assertThat(part(callee.invite(), ContentType.SDP).text())
                .contains(OFFER)
                .doesNotContain("--b");
        hangUp(caller, answered(caller, callee));
        edge.plan(ring(20, bob));
        PhoneCall ordinary = alice.calls("102", phonesOwn());
        ordinary.hears(415);
        alice.babbles(UnaryOperator.identity());
        ordinary.acksFailure();
        edge.nothingLeft();
    }
}
