package org.ringfort.edge.transport.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which certificates are shown, and which are asked for.
 *
 * @param certificate PEM chain shown to whoever asks for a name that no other certificate holds
 * @param key its PEM private key
 * @param folder with more of them, each for the DNS names that it holds: {@code x.pem} or {@code x.crt} beside {@code x.key}, or
 *     folders with {@code tls.crt} and {@code tls.key}
 * @param clients certificates of those who call us over TLS; over WebSockets none is asked for
 * @param look how often the files are looked at
 * @param toGateways folder of those that gateways of trunks are shown: {@code x.pem} beside {@code x.key}
 */
public record TlsSettings(
        Path certificate, Path key, Optional<Path> folder, Clients clients, Duration look, Optional<Path> toGateways) {
    /** Whether who calls is to show a certificate. */
    public enum Demand {
        /** None is asked for. */
        NONE,
        /** Asked for; who shows none is served all the same, who shows one that is not good is not. */
        WANTED,
        /** Without one nobody is served. */
        REQUIRED
    }

    /**
     * Client certificates.
     *
     * @param demand of whoever calls
     * @param requiredAt DNS names, lower case: who asks for one of them needs a certificate, whatever {@code demand} says
     * @param authorities PEM file of those who may have signed them; empty where none are asked for
     * @param revoked PEM or DER file of revocation lists; where it is set, each authority below needs one that has not expired
     * @param devicesAt DNS names, lower case, or {@code *} for all: who asks for one of them is asked for a certificate and served
     *     without; one that no authority of ours has signed is a device's, perhaps, which is for its tenant to say
     */
    public record Clients(
            Demand demand,
            Set<String> requiredAt,
            Optional<Path> authorities,
            Optional<Path> revoked,
            Set<String> devicesAt) {
        /** Nobody is asked. */
        public static final Clients NONE = new Clients(Demand.NONE, Set.of(), Optional.empty(), Optional.empty());

        /** Devices are not asked. */
        public Clients(Demand demand, Set<String> requiredAt, Optional<Path> authorities, Optional<Path> revoked) {
            this(demand, requiredAt, authorities, revoked, Set.of());
        }

        public Clients {
            requiredAt = lowerCase(requiredAt);
            devicesAt = lowerCase(devicesAt);
            if (authorities.isEmpty() && (demand != Demand.NONE || !requiredAt.isEmpty() || revoked.isPresent())) {
                throw new IllegalArgumentException("nobody could have signed a client certificate");
            }
        }

        private static Set<String> lowerCase(Set<String> names) {
            return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        }

        /** Whether devices that ask for this name are asked for their certificate. */
        boolean asksDevicesAt(Optional<String> name) {
            return devicesAt.contains("*") || name.filter(devicesAt::contains).isPresent();
        }

        /** Whether nobody who asks for this name is served without a certificate that is good by our own files. */
        boolean requiresAt(Optional<String> name) {
            return demand == Demand.REQUIRED
                    || name.filter(requiredAt::contains).isPresent();
        }
    }

    /** With none for gateways. */
    public TlsSettings(Path certificate, Path key, Optional<Path> folder, Clients clients, Duration look) {
        this(certificate, key, folder, clients, look, Optional.empty());
    }

    /** One certificate for everybody, none asked for. */
    public static TlsSettings of(Path certificate, Path key) {
        return new TlsSettings(certificate, key, Optional.empty(), Clients.NONE, Duration.ofSeconds(20));
    }
}
