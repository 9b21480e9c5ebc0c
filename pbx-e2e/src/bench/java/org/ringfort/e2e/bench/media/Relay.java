package org.ringfort.e2e.bench.media;

/** A relay of media under load, on the first core. */
interface Relay extends AutoCloseable {
    String name();

    long pid();

    /** Connects two phones with each other, both by SDES, and tells each where to send and what opens what it hears. */
    void connect(String call, Phone caller, Phone callee) throws Exception;

    void disconnect(String call) throws Exception;

    /** What is alive in its memory beyond what {@link ProcessMemory} sees, in octets; -1 where nobody can tell. */
    long liveOctets() throws Exception;

    @Override
    void close() throws Exception;
}
