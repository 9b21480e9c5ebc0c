package org.ringfort.edge.transport.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.process.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of our certificates and what was last read of each. One that cannot be used leaves what was read before in place and
 * is told once, until it changes again. One thread.
 */
final class IdentityFiles {
    static final String STANDARD = "default";
    private static final Logger LOG = LoggerFactory.getLogger(IdentityFiles.class);
    private static final int MOST = 10_000;

    private final TlsSettings settings;
    private final Clock clock;
    private final Map<String, Held> held = new LinkedHashMap<>();

    private record Pair(String label, Path certificate, Path key) {}

    private record Held(List<Object> seen, Optional<Identity> identity) {}

    /**
     * Reads all of it for the first time.
     *
     * @throws ConfigurationException where the default cannot be used
     */
    IdentityFiles(TlsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        Pair standard = standard();
        try {
            held.put(
                    STANDARD,
                    new Held(
                            fingerprint(standard),
                            Optional.of(Identity.read(STANDARD, standard.certificate(), standard.key()))));
        } catch (IOException unusable) {
            throw new ConfigurationException("cannot use the certificate " + settings.certificate() + " with the key "
                    + settings.key() + ": " + unusable.getMessage());
        }
        readChanges();
    }

    private Pair standard() {
        return new Pair(STANDARD, settings.certificate(), settings.key());
    }

    /** Reads what has changed; whether anything is to be shown otherwise than before. */
    boolean readChanges() {
        List<Pair> pairs = new ArrayList<>();
        pairs.add(standard());
        try {
            pairs.addAll(inFolder());
        } catch (IOException unreadable) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_UNUSABLE)
                    .addKeyValue(Fields.EVENT_REASON, unreadable.toString())
                    .log("the folder of certificates cannot be read, those read before stay");
            return read(pairs.getFirst());
        }
        boolean changed = false;
        for (Pair pair : pairs) {
            changed |= read(pair);
        }
        List<String> present = pairs.stream().map(Pair::label).toList();
        List<String> gone =
                held.keySet().stream().filter(label -> !present.contains(label)).toList();
        for (String label : gone) {
            held.remove(label);
            changed = true;
            LOG.atInfo()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_REMOVED)
                    .addKeyValue(Fields.CERTIFICATE, label)
                    .log("certificate removed, its names are served with the default");
        }
        return changed;
    }

    private boolean read(Pair pair) {
        Held before = held.get(pair.label());
        List<Object> seen = fingerprint(pair);
        if (before != null && before.seen().equals(seen)) {
            return false;
        }
        try {
            Identity read = Identity.read(pair.label(), pair.certificate(), pair.key());
            if (read.notAfter().isBefore(clock.instant())) {
                throw new IOException("it has expired");
            }
            held.put(pair.label(), new Held(seen, Optional.of(read)));
            LOG.atInfo()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_LOADED)
                    .addKeyValue(Fields.CERTIFICATE, pair.label())
                    .addKeyValue("tls.server.not_after", read.notAfter())
                    .addKeyValue("tls.server.names", read.names())
                    .log("certificate taken up for new connections");
            return true;
        } catch (IOException unusable) {
            held.put(pair.label(), new Held(seen, before == null ? Optional.empty() : before.identity()));
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_UNUSABLE)
                    .addKeyValue(Fields.CERTIFICATE, pair.label())
                    .addKeyValue(Fields.EVENT_REASON, unusable.getMessage())
                    .log("the certificate cannot be used, what was shown before stays");
            return false;
        }
    }

    /** What there is now. */
    Identities identities() {
        Identity standard = Optional.ofNullable(held.get(STANDARD))
                .flatMap(Held::identity)
                .orElseThrow(() -> new IllegalStateException(STANDARD));
        return new Identities(
                standard,
                held.values().stream()
                        .flatMap(one -> one.identity().stream())
                        .filter(identity -> !identity.label().equals(STANDARD))
                        .toList());
    }

    private List<Pair> inFolder() throws IOException {
        if (settings.folder().isEmpty()) {
            return List.of();
        }
        Path folder = settings.folder().get();
        Set<String> labels = new HashSet<>();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !fileName(entry).startsWith("."))
                    .sorted(Comparator.comparing(IdentityFiles::fileName))
                    .flatMap(entry -> pair(entry).stream())
                    .filter(pair -> labels.add(pair.label())) // a folder x beside x.pem: the first counts
                    .limit(MOST)
                    .toList();
        }
    }

    private static Optional<Pair> pair(Path entry) {
        String name = fileName(entry);
        if (Files.isDirectory(entry)) {
            Path certificate = entry.resolve("tls.crt");
            return Files.exists(certificate)
                    ? Optional.of(new Pair(name, certificate, entry.resolve("tls.key")))
                    : Optional.empty();
        }
        if (!name.endsWith(".pem") && !name.endsWith(".crt")) {
            return Optional.empty();
        }
        String label = name.substring(0, name.length() - ".pem".length());
        return label.equals(STANDARD)
                ? Optional.empty()
                : Optional.of(new Pair(label, entry, entry.resolveSibling(label + ".key")));
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<Object> fingerprint(Pair pair) {
        List<Object> seen = new ArrayList<>();
        fingerprint(pair.certificate(), seen);
        fingerprint(pair.key(), seen);
        return List.copyOf(seen);
    }

    /** What changes when somebody writes the file, also where it is a link into a volume that is swapped whole. */
    static void fingerprint(Path file, List<Object> seen) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            seen.add(file.toRealPath());
            seen.add(attributes.lastModifiedTime());
            seen.add(attributes.size());
            seen.add(String.valueOf(attributes.fileKey()));
        } catch (IOException missing) {
            seen.add("missing");
        }
    }
}
