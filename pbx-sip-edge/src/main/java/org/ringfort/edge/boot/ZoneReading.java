package org.ringfort.edge.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringfort.edge.transport.LegacyZone;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.Network;
import org.ringfort.process.config.Settings;

/** {@code legacy.*}: where SIP in clear is served, by name. */
final class ZoneReading {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final int MOST = 64;

    private ZoneReading() {}

    /** In the order in which they are named. */
    static List<LegacyZone> of(Settings settings) {
        settings.optionalText("trusted.networks", "").ifPresent(old -> {
            throw new ConfigurationException(
                    "trusted.networks is no more: name the zone, as legacy.zones=old-phones and"
                            + " legacy.zone.old-phones=" + old);
        });
        List<String> names = settings.list(
                "legacy.zones",
                "",
                "names of where phones without TLS are; UDP and TCP in clear are served there alone");
        if (names.size() > MOST) {
            throw new ConfigurationException("legacy.zones: at most " + MOST + " can be named");
        }
        Set<String> seen = new HashSet<>();
        List<LegacyZone> zones = new ArrayList<>();
        for (String name : names) {
            if (!NAME.matcher(name).matches() || !seen.add(name)) {
                throw new ConfigurationException("legacy.zones: " + name
                        + ": allowed are 1 to 32 small letters, digits and hyphens, each name once");
            }
            List<Network> networks = settings.networks("legacy.zone." + name, "", "networks of that legacy zone");
            if (networks.isEmpty()) {
                throw new ConfigurationException("legacy.zone." + name + " is not set: it names the zone's networks");
            }
            zones.add(new LegacyZone(name, networks));
        }
        return zones;
    }
}
