package org.ringfort.edge.transport.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.process.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files about client certificates and what was last read of them; one that cannot be used leaves that in place. */
final class ClientFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ClientFiles.class);

    private final Path authorities;
    private final Optional<Path> revoked;
    private List<Object> seen;
    private volatile ClientTrust trust;

    /**
     * Reads both.
     *
     * @throws ConfigurationException where one cannot be used
     */
    ClientFiles(Path authorities, Optional<Path> revoked) {
        this.authorities = authorities;
        this.revoked = revoked;
        this.seen = fingerprint();
        try {
            this.trust = ClientTrust.read(authorities, revoked);
        } catch (IOException unusable) {
            throw new ConfigurationException("client certificates cannot be judged: " + unusable.getMessage());
        }
    }

    ClientTrust trust() {
        return trust;
    }

    /** Reads what has changed; whether anything is judged otherwise than before. By one thread. */
    boolean readChanges() {
        List<Object> now = fingerprint();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        try {
            trust = ClientTrust.read(authorities, revoked);
            LOG.atInfo()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CLIENT_TRUST_LOADED)
                    .log("authorities and revocation lists of client certificates taken up");
            return true;
        } catch (IOException unusable) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_UNUSABLE)
                    .addKeyValue(Fields.EVENT_REASON, unusable.getMessage())
                    .log("authorities or revocation lists cannot be used, those read before stay");
            return false;
        }
    }

    private List<Object> fingerprint() {
        List<Object> found = new ArrayList<>();
        IdentityFiles.fingerprint(authorities, found);
        revoked.ifPresent(file -> IdentityFiles.fingerprint(file, found));
        return List.copyOf(found);
    }
}
