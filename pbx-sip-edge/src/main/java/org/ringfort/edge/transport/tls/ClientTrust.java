package org.ringfort.edge.transport.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose client certificates are good, at one moment: those that an authority of the file has signed, within their dates, made for
 * clients, and not revoked. Where revocation lists are configured, one that is missing or has expired refuses everybody it would
 * be about: who holds a revoked certificate must not get in by keeping the list away. A value; any thread.
 *
 * @param authorities that may have signed
 * @param lists revocation lists; empty where none are configured
 * @rfc 5280 6.1
 * @rfc 5280 6.3
 */
record ClientTrust(List<X509Certificate> authorities, Optional<List<X509CRL>> lists) {
    static final int LONGEST_CHAIN = 10;
    /** Nobody's are. */
    static final ClientTrust NOBODY = new ClientTrust(List.of(), Optional.empty());

    /** Purposes (RFC 5280 4.2.1.12, RFC 5924 4). */
    private static final Set<String> PURPOSES = Set.of("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.20", "2.5.29.37.0");

    /**
     * Reads both files.
     *
     * @throws IOException where one cannot be used, in the operator's words
     */
    static ClientTrust read(Path authorities, Optional<Path> revoked) throws IOException {
        List<X509Certificate> read = Identity.certificates(authorities);
        if (read.isEmpty()) {
            throw new IOException("there is no certificate in " + authorities);
        }
        for (X509Certificate one : read) {
            if (one.getBasicConstraints() < 0) {
                throw new IOException(one.getSubjectX500Principal() + " is no authority");
            }
        }
        return new ClientTrust(read, revoked.isEmpty() ? Optional.empty() : Optional.of(lists(revoked.get())));
    }

    private static List<X509CRL> lists(Path file) throws IOException {
        List<X509CRL> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (CRL one : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
                if (one instanceof X509CRL list) {
                    found.add(list);
                }
            }
        } catch (CertificateException | CRLException unreadable) {
            throw new IOException("a revocation list cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (found.isEmpty()) {
            throw new IOException("there is no revocation list in " + file);
        }
        return List.copyOf(found);
    }

    /** When the first of the lists expires; empty where none is configured, or none says. */
    Optional<Instant> listsExpire() {
        return lists.flatMap(all -> all.stream()
                .map(X509CRL::getNextUpdate)
                .filter(next -> next != null)
                .map(Date::toInstant)
                .min(Instant::compareTo));
    }

    /**
     * Judges what a peer shows, its own certificate first.
     *
     * @throws ClientRefused saying why it is not good
     */
    void judge(List<X509Certificate> chain, Instant now) throws ClientRefused {
        if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
            throw new ClientRefused("no certificate, or too many");
        }
        X509Certificate own = chain.getFirst();
        if (!isForClients(own)) {
            throw new ClientRefused("not made for clients: " + own.getSubjectX500Principal());
        }
        try {
            builder(chain, now);
        } catch (CertPathBuilderException refused) {
            throw new ClientRefused(why(refused, own), refused);
        } catch (GeneralSecurityException broken) {
            throw new ClientRefused("cannot be judged: " + broken.getMessage(), broken);
        }
    }

    private void builder(List<X509Certificate> chain, Instant now) throws GeneralSecurityException {
        var target = new X509CertSelector();
        target.setCertificate(chain.getFirst());
        Set<TrustAnchor> anchors = authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet());
        var parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setDate(Date.from(now));
        parameters.setMaxPathLength(LONGEST_CHAIN);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setRevocationEnabled(lists.isPresent());
        CertPathBuilder builder = CertPathBuilder.getInstance("PKIX");
        if (lists.isPresent()) {
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(current(lists.get(), now))));
            if (builder.getRevocationChecker() instanceof PKIXRevocationChecker checker) {
                checker.setOptions(
                        EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
                parameters.addCertPathChecker(checker); // from our files alone: nobody is asked over the network
            }
        }
        builder.build(parameters);
    }

    /** The library would take one for a quarter of an hour longer. */
    private static List<X509CRL> current(List<X509CRL> all, Instant now) {
        return all.stream()
                .filter(list -> list.getNextUpdate() == null
                        || list.getNextUpdate().toInstant().isAfter(now))
                .toList();
    }

    private static String why(CertPathBuilderException refused, X509Certificate own) {
        Throwable deepest = refused;
        while (deepest.getCause() != null) { // getCause() of one that is its own cause is null
            deepest = deepest.getCause();
        }
        String reason = deepest instanceof CertPathValidatorException invalid
                ? invalid.getReason()
                        .toString()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', ' ')
                : "not signed by an authority known here";
        String said = deepest.getMessage() == null ? "" : " (" + deepest.getMessage() + ")";
        return reason + said + ": " + own.getSubjectX500Principal();
    }

    private static boolean isForClients(X509Certificate certificate) throws ClientRefused {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            boolean[] usage = certificate.getKeyUsage();
            return (purposes == null || purposes.stream().anyMatch(PURPOSES::contains)) && (usage == null || usage[0]);
        } catch (CertificateParsingException unreadable) {
            throw new ClientRefused("its purpose cannot be read", unreadable);
        }
    }
}
