package org.ringfort.app.platform.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Asks anew whether whoever sent a request may still act as they did: for what goes on long after the request was admitted,
 * such as a stream. Asking does not count as a sign of life, so it keeps no session awake. For any thread.
 */
@FunctionalInterface
public interface Standing {
    /** Request attribute with the standing of whoever sent it; absent where nobody is signed in. */
    String ATTRIBUTE = "ringfort.standing";

    /** Whether the session or key is still there and still gives what it gave. Reads the database. */
    boolean holds();

    /** Of whoever sent the request; that of a stranger never holds. */
    static Standing of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Standing standing ? standing : () -> false;
    }
}
