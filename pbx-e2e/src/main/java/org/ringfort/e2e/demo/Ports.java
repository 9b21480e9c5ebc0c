package org.ringfort.e2e.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every port of one demo; an offset moves them all.
 *
 * @param offset added to each
 */
public record Ports(int offset) {
    private static final int HIGHEST_BASE = 10500;

    /** Refuses an offset that would leave the range of ports. */
    public Ports {
        if (offset < 0 || offset + HIGHEST_BASE > 65535) {
            throw new IllegalArgumentException(
                    "PORT_OFFSET must be 0 to " + (65535 - HIGHEST_BASE) + ", not " + offset);
        }
    }

    int sip() {
        return 5060 + offset;
    }

    int sipTls() {
        return 5061 + offset;
    }

    int sipWss() {
        return 7443 + offset;
    }

    int turn() {
        return 3478 + offset;
    }

    int turnFirst() {
        return 9900 + offset;
    }

    int turnLast() {
        return 9999 + offset;
    }

    int rtpFirst() {
        return 10000 + offset;
    }

    int rtpLast() {
        return HIGHEST_BASE + offset;
    }

    int console() {
        return 8443 + offset;
    }

    int enrolment() {
        return 8444 + offset;
    }

    int appControl() {
        return 7001 + offset;
    }

    int mediaControl() {
        return 7002 + offset;
    }

    int appManagement() {
        return 7011 + offset;
    }

    int edgeManagement() {
        return 7012 + offset;
    }

    int mediaManagement() {
        return 7013 + offset;
    }

    int database() {
        return 7432 + offset;
    }

    String rtpRange() {
        return rtpFirst() + "-" + rtpLast();
    }

    /** What each TCP port on the internal loopback side is for. */
    Map<Integer, String> internal() {
        var ports = new LinkedHashMap<Integer, String>();
        ports.put(database(), "PostgreSQL");
        ports.put(appControl(), "pbx-app's gRPC");
        ports.put(mediaControl(), "pbx-media's gRPC");
        ports.put(appManagement(), "pbx-app's health");
        ports.put(edgeManagement(), "pbx-sip-edge's health");
        ports.put(mediaManagement(), "pbx-media's health");
        return ports;
    }

    /** What each TCP port on the served address is for. */
    Map<Integer, String> served() {
        var ports = new LinkedHashMap<Integer, String>();
        ports.put(sip(), "SIP");
        ports.put(sipTls(), "SIP over TLS");
        ports.put(sipWss(), "SIP over secure WebSocket");
        ports.put(console(), "the console");
        ports.put(enrolment(), "enrolment of phones");
        return ports;
    }
}
