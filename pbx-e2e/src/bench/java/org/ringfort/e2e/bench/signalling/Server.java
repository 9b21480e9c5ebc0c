package org.ringfort.e2e.bench.signalling;

import java.util.List;
import java.util.Map;

/** A server under load. */
public interface Server extends AutoCloseable {
    /**
     * Somebody with an account.
     *
     * @param user of the address-of-record
     * @param authUser of the digest
     * @param password of the digest
     */
    record Person(String user, String authUser, String password) {}

    String name();

    /** The registrar's domain. */
    String domain();

    /** Plain SIP, UDP and TCP, on loopback. */
    int port();

    /** SIP over TLS on loopback. */
    int tlsPort();

    /** The first half calls, the second half is called. */
    List<Person> people();

    /** The processes whose time is counted, by name: the server's and its database's. */
    Map<String, Long> processes();

    @Override
    void close() throws Exception;
}
