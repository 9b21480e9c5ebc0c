package org.ringfort.protocol.sip.location;

/** Ways to a server, best first. */
public enum Transport {
    TLS("_sips._tcp.", "SIPS+D2T", 5061),
    TCP("_sip._tcp.", "SIP+D2T", 5060),
    UDP("_sip._udp.", "SIP+D2U", 5060);

    private final String prefix;
    private final String service;
    private final int defaultPort;

    Transport(String prefix, String service, int defaultPort) {
        this.prefix = prefix;
        this.service = service;
        this.defaultPort = defaultPort;
    }

    /** The name whose SRV records say where a domain is served this way. */
    public String serverName(String domain) {
        return prefix + domain;
    }

    /** As NAPTR records name it. */
    String service() {
        return service;
    }

    /** Where a server is that says nothing else. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether nobody on the way can read along. */
    boolean secured() {
        return this == TLS;
    }
}
