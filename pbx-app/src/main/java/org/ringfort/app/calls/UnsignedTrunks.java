package org.ringfort.app.calls;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.app.attestation.Signing;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkChanged;
import org.ringfort.app.trunks.TrunkId;
import org.ringfort.app.trunks.Trunks;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Trunks that are to sign while this installation has no key: each is a line in the log when it is set so and at its first call
 * after a start, not at every call. Any thread.
 */
@Component
class UnsignedTrunks {
    private static final Logger LOG = LoggerFactory.getLogger(UnsignedTrunks.class);
    private static final int MOST = 10_000;

    private final Signing signing;
    private final Trunks trunks;
    private final Set<TrunkId> told = ConcurrentHashMap.newKeySet();

    UnsignedTrunks(Signing signing, Trunks trunks) {
        this.signing = signing;
        this.trunks = trunks;
    }

    /** Tells it of a trunk of which it was not told yet; whether it is so. */
    boolean seen(Trunk trunk) {
        if (signing.able() || !trunk.identity().signs()) {
            return false;
        }
        if (told.size() < MOST && told.add(trunk.id())) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TRUNK_UNSIGNED)
                    .addKeyValue(Fields.TENANT, trunk.tenant().toString())
                    .addKeyValue(Fields.EVENT_REASON, "ringfort.attestation.key is not set")
                    .log("Calls of trunk {} are to be signed, and there is no key", trunk.id());
        }
        return true;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(TrunkChanged news) {
        told.remove(news.trunk());
        if (signing.able()) {
            return;
        }
        try {
            trunks.afresh(news.tenant()).stream()
                    .filter(trunk -> trunk.id().equals(news.trunk()))
                    .forEach(this::seen);
        } catch (RuntimeException notNow) {
            LOG.debug("The trunk could not be read; its first call tells", notNow);
        }
    }
}
