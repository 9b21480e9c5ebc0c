package org.ringfort.edge.transport.tls;

import java.security.cert.CertificateException;
import java.util.Optional;

/** A client certificate that is not good; the message says why, in words safe for a log. */
public final class ClientRefused extends CertificateException {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 8;

    ClientRefused(String why, Throwable cause) {
        super(why, cause);
    }

    ClientRefused(String why) {
        super(why);
    }

    /** Where it is the reason, or among the reasons, of a failed handshake. */
    public static Optional<ClientRefused> in(Throwable failure) {
        return in(failure, 0);
    }

    private static Optional<ClientRefused> in(Throwable failure, int depth) {
        if (failure instanceof ClientRefused found) {
            return Optional.of(found);
        }
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        for (Throwable other : failure.getSuppressed()) {
            Optional<ClientRefused> found = in(other, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        Throwable cause = failure.getCause();
        return cause == null ? Optional.empty() : in(cause, depth + 1);
    }
}
