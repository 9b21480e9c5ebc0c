package org.ringfort.edge.transport;

/** How a message travels. */
public enum TransportKind {
    UDP(false, false),
    TCP(true, false),
    TLS(true, true),
    WSS(true, true);

    private final boolean reliable;
    private final boolean secured;

    TransportKind(boolean reliable, boolean secured) {
        this.reliable = reliable;
        this.secured = secured;
    }

    /** Whether it is a connection, on which nothing is lost unnoticed. */
    public boolean isReliable() {
        return reliable;
    }

    /** Whether nobody between can read it. */
    public boolean isSecured() {
        return secured;
    }

    /** As Via has it: {@code UDP}, {@code TCP}, {@code TLS}, {@code WSS}. */
    public String viaToken() {
        return name();
    }

    /** As the {@code transport} parameter of a URI has it. */
    public String uriToken() {
        return switch (this) {
            case UDP -> "udp";
            case TCP -> "tcp";
            case TLS -> "tls";
            case WSS -> "ws";
        };
    }
}
