package org.ringfort.edge.transport.tls;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All certificates of ours at one moment, found by the name that is asked for: exactly, by a wildcard for its first label, else
 * the default. Where two hold a name, the one that lasts longer is shown.
 *
 * @rfc 6066 3
 * @rfc 6125 6.4.3
 */
final class Identities {
    private final Identity standard;
    private final Map<String, Identity> byLabel = new LinkedHashMap<>();
    private final Map<String, Identity> byName = new LinkedHashMap<>();

    Identities(Identity standard, Collection<Identity> named) {
        this.standard = standard;
        byLabel.put(standard.label(), standard);
        named.stream().sorted(Comparator.comparing(Identity::notAfter)).forEach(identity -> {
            byLabel.put(identity.label(), identity);
            identity.names().forEach(name -> byName.put(name.toLowerCase(Locale.ROOT), identity));
        });
    }

    Identity forName(Optional<String> asked) {
        return asked.flatMap(this::found).orElse(standard);
    }

    private Optional<Identity> found(String asked) {
        Identity exact = byName.get(asked);
        if (exact != null) {
            return Optional.of(exact);
        }
        int dot = asked.indexOf('.');
        return dot < 1 ? Optional.empty() : Optional.ofNullable(byName.get("*" + asked.substring(dot)));
    }

    Optional<Identity> labelled(String label) {
        return Optional.ofNullable(byLabel.get(label));
    }

    Collection<Identity> all() {
        return List.copyOf(byLabel.values());
    }
}
