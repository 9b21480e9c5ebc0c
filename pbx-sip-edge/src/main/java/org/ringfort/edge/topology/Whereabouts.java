package org.ringfort.edge.topology;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * Where somebody is who calls for help, as the carrier is told: by value, in the body of the INVITE beside the session description.
 * It is what administrators wrote down; what a phone says of itself is never in it.
 *
 * @param document PIDF-LO
 * @param contentId by which the header names the document, without brackets
 * @param boundary between the parts of the body; random, so that no text holds it
 * @rfc 6442 4.1
 * @rfc 4119 2.2.1
 * @rfc 5491 3.4
 */
public record Whereabouts(Body document, String contentId, String boundary) {
    /** Elements of an address in the order of their schema (RFC 5139 3). What is none of them is not written. */
    private static final List<String> CIVIC = List.of(
            "country", "A1", "A2", "A3", "A4", "A5", "A6", "PRM", "PRD", "RD", "STS", "POD", "POM", "RDSEC", "RDBR",
            "RDSUBBR", "HNO", "HNS", "LMK", "LOC", "FLR", "NAM", "PC", "BLD", "UNIT", "ROOM", "SEAT", "PLC", "PCN",
            "POBOX", "ADDCODE");
    /** Answers of somebody who may take the call without it, though not with it. */
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 415, 424, 488, 513);

    private static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    private static final int LONGEST_VALUE = 100;
    /** Of a degree: a tenth of a metre. */
    private static final int DIGITS = 6;

    /**
     * A place.
     *
     * @param civic address by the names of RFC 5139; perhaps empty
     * @param language of the address (BCP 47); perhaps empty
     */
    public record Place(Map<String, String> civic, String language, Optional<Point> point) {
        public Place {
            civic = Map.copyOf(civic);
        }

        /** Whether there is anything to be told. */
        public boolean isKnown() {
            return point.isPresent() || CIVIC.stream().anyMatch(civic::containsKey);
        }
    }

    /** In degrees, WGS 84. */
    public record Point(double latitude, double longitude) {}

    /**
     * The document and its names. The point is apart from the address: each describes the place alone.
     *
     * @param entity whose it is, as the carrier knows the caller: a {@code pres} URI
     * @param random two texts, fresh, of letters and digits
     */
    public static Whereabouts of(Place place, String entity, String callId, Instant at, List<String> random) {
        var out = new Xml();
        out.open(
                "presence",
                "xmlns",
                PIDF,
                "xmlns:dm",
                PIDF + ":data-model",
                "xmlns:gp",
                PIDF + ":geopriv10",
                "xmlns:gbp",
                PIDF + ":geopriv10:basicPolicy",
                "xmlns:ca",
                PIDF + ":geopriv10:civicAddr",
                "xmlns:gml",
                "http://www.opengis.net/gml",
                "entity",
                entity);
        String time = at.truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, String> civic = new LinkedHashMap<>();
        CIVIC.stream()
                .filter(place.civic()::containsKey)
                .forEach(name -> civic.put(name, shortened(place.civic().getOrDefault(name, ""))));
        if (!civic.isEmpty()) {
            open(out, "address");
            address(out, civic, place.language());
            close(out, callId, time);
        }
        place.point().ifPresent(point -> {
            open(out, "point");
            out.open("gml:Point", "srsName", "urn:ogc:def:crs:EPSG::4326");
            out.text("gml:pos", degrees(point.latitude()) + " " + degrees(point.longitude()));
            out.close("gml:Point");
            close(out, callId, time);
        });
        return new Whereabouts(
                out.close("presence").body(), random.getFirst() + "@location.invalid", "part-" + random.getLast());
    }

    private static void open(Xml out, String id) {
        out.open("dm:device", "id", id).open("gp:geopriv").open("gp:location-info");
    }

    /**
     * What is sent on with the call may be sent on, else a service that is not the carrier's could not be told. Its type is a truth value
     * of XML Schema, "true" or "false", whatever the text of the RFC shows (erratum 1535).
     */
    private static void close(Xml out, String callId, String time) {
        out.close("gp:location-info").open("gp:usage-rules");
        out.text("gbp:retransmission-allowed", "true").close("gp:usage-rules");
        out.text("gp:method", "Manual").close("gp:geopriv");
        out.text("dm:deviceID", "urn:uuid:" + callId);
        out.text("dm:timestamp", time).close("dm:device");
    }

    /** @rfc 5139 3 */
    private static void address(Xml out, Map<String, String> civic, String language) {
        if (language.isEmpty()) {
            out.open("ca:civicAddress");
        } else {
            out.open("ca:civicAddress", "xml:lang", language);
        }
        civic.forEach((name, value) -> out.text("ca:" + name, value));
        out.close("ca:civicAddress");
    }

    private static String shortened(String value) {
        return value.codePointCount(0, value.length()) <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE));
    }

    private static String degrees(double value) {
        return new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_UP).toPlainString();
    }

    /**
     * That the location is there, and that it may say where the call goes.
     *
     * @rfc 6442 4.1
     * @rfc 6442 4.2
     */
    public List<Header> headers() {
        return List.of(
                RawHeader.of("Geolocation", "<cid:" + contentId + ">"), RawHeader.of("Geolocation-Routing", "yes"));
    }

    /** Of {@link #body}. */
    public ContentType type() {
        return new ContentType("multipart", "mixed", Parameters.of("boundary", boundary));
    }

    /**
     * Both parts. Whoever does not know the second may leave it be.
     *
     * @rfc 2046 5.1
     * @rfc 5621 5
     */
    public Body body(Body sdp) {
        byte[] head = ascii("--" + boundary + "\r\nContent-Type: application/sdp\r\n\r\n");
        byte[] between = ascii("\r\n--" + boundary + "\r\nContent-Type: application/pidf+xml\r\nContent-ID: <"
                + contentId + ">\r\nContent-Disposition: by-reference;handling=optional\r\n\r\n");
        byte[] end = ascii("\r\n--" + boundary + "--\r\n");
        byte[] whole = new byte[head.length + sdp.lengthBytes() + between.length + document.lengthBytes() + end.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        int at = head.length;
        sdp.copyTo(whole, at);
        at += sdp.lengthBytes();
        System.arraycopy(between, 0, whole, at, between.length);
        at += between.length;
        document.copyTo(whole, at);
        at += document.lengthBytes();
        System.arraycopy(end, 0, whole, at, end.length);
        return Body.of(whole);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whether who answers so may take the same call without its location.
     *
     * @rfc 6442 4.3
     * @rfc 3261 21.4.13
     */
    public static boolean isRefusedBy(Status status) {
        return REFUSALS.contains(status.code());
    }
}
