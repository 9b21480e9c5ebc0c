package org.ringfort.app.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.BindingAdded;
import org.ringfort.app.registrar.BindingRemoved;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Which extensions' registrations are watched, and edges told of what becomes of them. Not who watches: that is known to the edge
 * that was granted it. What a process of the app has forgotten in its restart, is asked for anew when a grant is over.
 *
 * @rfc 3680 4.7.1
 */
@Component
public class RegistrationNews {
    /** Extensions; beyond it nobody else may watch until some are forgotten. */
    private static final int MOST = 100_000;

    private final Edges edges;
    private final Clock clock;
    private final Map<Watched, Instant> until = new ConcurrentHashMap<>();

    private record Watched(TenantId tenant, String extension) {}

    /** What has become of a phone. */
    public enum What {
        REGISTERED,
        UNREGISTERED,
        EXPIRED,
        DEACTIVATED,
        REJECTED
    }

    RegistrationNews(Edges edges, Clock clock) {
        this.edges = edges;
        this.clock = clock;
    }

    /** From now on, for so long, edges are told; false where so many are watched that one more is not believable. */
    public boolean watched(TenantId tenant, String extension, Duration length) {
        if (until.size() >= MOST) {
            until.values().removeIf(end -> end.isBefore(clock.instant()));
        }
        var watched = new Watched(tenant, extension);
        if (until.size() >= MOST && !until.containsKey(watched)) {
            return false;
        }
        until.merge(watched, clock.instant().plus(length), (one, other) -> one.isAfter(other) ? one : other);
        return true;
    }

    @EventListener
    void bindingAdded(BindingAdded news) {
        if (news.first()) {
            tell(news.tenant(), news.binding(), What.REGISTERED);
        }
    }

    @EventListener
    void bindingRemoved(BindingRemoved news) {
        tell(
                news.tenant(),
                news.binding(),
                switch (news.why()) {
                    case UNREGISTERED -> What.UNREGISTERED;
                    case EXPIRED -> What.EXPIRED;
                    case FLOW_GONE -> What.DEACTIVATED;
                    case REVOKED -> What.REJECTED;
                });
    }

    private void tell(TenantId tenant, Binding binding, What what) {
        var watched = new Watched(tenant, binding.extension());
        Instant end = until.get(watched);
        if (end == null) {
            return;
        }
        if (end.isBefore(clock.instant())) {
            until.remove(watched, end);
        } else {
            edges.registrationChanged(tenant, binding, what);
        }
    }
}
