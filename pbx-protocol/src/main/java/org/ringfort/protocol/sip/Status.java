package org.ringfort.protocol.sip;

/**
 * A status code.
 *
 * @param code 100 to 699
 * @rfc 3261 21
 */
public record Status(int code) implements Comparable<Status> {
    public static final Status TRYING = new Status(100);
    public static final Status RINGING = new Status(180);
    public static final Status SESSION_PROGRESS = new Status(183);
    public static final Status OK = new Status(200);
    public static final Status ACCEPTED = new Status(202);
    public static final Status MOVED_TEMPORARILY = new Status(302);
    public static final Status BAD_REQUEST = new Status(400);
    public static final Status UNAUTHORIZED = new Status(401);
    public static final Status FORBIDDEN = new Status(403);
    public static final Status NOT_FOUND = new Status(404);
    public static final Status METHOD_NOT_ALLOWED = new Status(405);
    public static final Status NOT_ACCEPTABLE = new Status(406);
    public static final Status PROXY_AUTHENTICATION_REQUIRED = new Status(407);
    public static final Status REQUEST_TIMEOUT = new Status(408);
    public static final Status REQUEST_ENTITY_TOO_LARGE = new Status(413);
    public static final Status UNSUPPORTED_MEDIA_TYPE = new Status(415);
    public static final Status UNSUPPORTED_URI_SCHEME = new Status(416);
    public static final Status BAD_EXTENSION = new Status(420);
    public static final Status EXTENSION_REQUIRED = new Status(421);
    public static final Status SESSION_INTERVAL_TOO_SMALL = new Status(422);
    public static final Status INTERVAL_TOO_BRIEF = new Status(423);
    public static final Status FLOW_FAILED = new Status(430);
    public static final Status FIRST_HOP_LACKS_OUTBOUND_SUPPORT = new Status(439);
    public static final Status MAX_BREADTH_EXCEEDED = new Status(440);
    public static final Status TEMPORARILY_UNAVAILABLE = new Status(480);
    public static final Status CALL_DOES_NOT_EXIST = new Status(481);
    public static final Status LOOP_DETECTED = new Status(482);
    public static final Status TOO_MANY_HOPS = new Status(483);
    public static final Status ADDRESS_INCOMPLETE = new Status(484);
    public static final Status BUSY_HERE = new Status(486);
    public static final Status REQUEST_TERMINATED = new Status(487);
    public static final Status NOT_ACCEPTABLE_HERE = new Status(488);
    public static final Status BAD_EVENT = new Status(489);
    public static final Status REQUEST_PENDING = new Status(491);
    public static final Status SECURITY_AGREEMENT_REQUIRED = new Status(494);
    public static final Status SERVER_INTERNAL_ERROR = new Status(500);
    public static final Status NOT_IMPLEMENTED = new Status(501);
    public static final Status SERVICE_UNAVAILABLE = new Status(503);
    public static final Status SERVER_TIMEOUT = new Status(504);
    public static final Status VERSION_NOT_SUPPORTED = new Status(505);
    public static final Status MESSAGE_TOO_LARGE = new Status(513);
    public static final Status BUSY_EVERYWHERE = new Status(600);
    public static final Status DECLINE = new Status(603);

    /**
     * @throws IllegalArgumentException outside 100 to 699
     */
    public Status {
        if (code < 100 || code > 699) {
            throw new IllegalArgumentException("status " + code);
        }
    }

    public static Status of(int code) {
        return new Status(code);
    }

    /** 1xx. */
    public boolean isProvisional() {
        return code < 200;
    }

    /** 2xx. */
    public boolean isSuccess() {
        return code >= 200 && code < 300;
    }

    /** 3xx. */
    public boolean isRedirect() {
        return code >= 300 && code < 400;
    }

    /** 200 and above. */
    public boolean isFinal() {
        return code >= 200;
    }

    /** 300 and above. */
    public boolean isFailure() {
        return code >= 300;
    }

    /** 6xx: no other place needs to be tried. */
    public boolean isGlobalFailure() {
        return code >= 600;
    }

    /** The phrase the RFCs give; for a code they do not name, that of its class. */
    public String reasonPhrase() {
        return ReasonPhrases.of(code);
    }

    @Override
    public int compareTo(Status other) {
        return Integer.compare(code, other.code);
    }

    @Override
    public String toString() {
        return Integer.toString(code);
    }
}
