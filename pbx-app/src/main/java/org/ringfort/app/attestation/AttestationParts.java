package org.ringfort.app.attestation;

import java.net.InetAddress;
import java.security.PrivateKey;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.defence.Network;
import org.ringfort.app.fetch.FetchTargets;
import org.ringfort.app.fetch.HttpsFetch;
import org.ringfort.app.fetch.ServerAuthorities;
import org.ringfort.protocol.sip.identity.Attestation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What signing and verification are made of; a file that cannot be used stops the start. */
@Configuration(proxyBeanMethods = false)
class AttestationParts {
    @Bean
    Verification verification(AttestationSettings settings, Clock clock) {
        var targets = new FetchTargets(
                InetAddress::getAllByName,
                settings.networks().stream()
                        .flatMap(text -> Network.parse(text).stream())
                        .toList());
        // A fetch may take twice as long as a call waits for it: the next call finds it done.
        var fetch = new CertificateFetch(new HttpsFetch(
                targets,
                ServerAuthorities.of(
                        "ringfort.attestation.certificate-server-authorities", settings.certificateServerAuthorities()),
                CertificateFetch.ACCEPT,
                settings.patience().multipliedBy(2)));
        Set<TrustAnchor> authorities = new HashSet<>();
        if (!settings.authorities().isEmpty()) {
            PemFiles.certificates("ringfort.attestation.authorities", settings.authorities())
                    .forEach(authority -> authorities.add(new TrustAnchor(authority, null)));
        }
        return new Verification(new SignerCertificates(fetch::fetch, clock), authorities, settings, clock);
    }

    @Bean
    Signing signing(AttestationSettings settings, Clock clock) {
        Optional<PrivateKey> key = settings.key().isEmpty()
                ? Optional.empty()
                : Optional.of(PemFiles.key("ringfort.attestation.key", settings.key()));
        var signing = new Signing(key, settings.certificateUrl(), clock, UUID::randomUUID);
        try {
            signing.sign("+4930901820", "+4930901821", Attestation.C);
        } catch (IllegalStateException unfit) {
            throw new IllegalArgumentException(
                    "ringfort.attestation.key: " + settings.key() + " is no key on P-256", unfit);
        }
        return signing;
    }
}
