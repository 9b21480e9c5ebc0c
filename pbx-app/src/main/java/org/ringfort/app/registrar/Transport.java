package org.ringfort.app.registrar;

/** What carried a request. */
public enum Transport {
    UDP,
    TCP,
    TLS,
    WSS;

    /** Whether a binding ends with the connection it was made on. */
    public boolean connected() {
        return this != UDP;
    }

    /** Whether signalling is encrypted, so that SDES keys may travel in it. */
    public boolean secured() {
        return this == TLS || this == WSS;
    }
}
