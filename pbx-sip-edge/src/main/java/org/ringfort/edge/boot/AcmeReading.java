package org.ringfort.edge.boot;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringfort.edge.acme.AcmeSettings;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.Settings;

/** {@code acme.*}: certificates that the edge obtains itself. */
final class AcmeReading {
    private static final String TRUST =
            "PEM file of who vouches for the authority's own server, where no public one does";

    private AcmeReading() {}

    static Optional<AcmeSettings> of(Settings settings) {
        Optional<String> directory = settings.optionalText(
                "acme.directory",
                "https address of an authority that certificates are obtained from; not set: none are");
        List<String> names =
                settings.list("acme.names", "", "names of ours; each must lead here, and port 80 of it to acme.listen");
        boolean agreed = settings.flag("acme.terms-agreed", false, "the authority's terms have been read");
        Optional<String> contact = settings.optionalText("acme.contact", "mail address that the authority is told");
        var account = settings.path(
                "acme.account", "acme-account.key", "file of the account's key; made where it is not there");
        var door = settings.address(
                "acme.listen", "0.0.0.0:80", "where the authority asks for proof; open only while it does");
        Optional<String> trust = settings.optionalText("acme.trust", TRUST);
        Optional<String> folder = settings.optionalText("sip.certificates", TlsReading.FOLDER);
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        if (names.isEmpty() || !agreed || folder.isEmpty()) {
            throw new ConfigurationException("acme.directory is set, but not "
                    + (names.isEmpty() ? "acme.names" : !agreed ? "acme.terms-agreed=true" : "sip.certificates")
                    + ": no certificate could be obtained");
        }
        try {
            return Optional.of(new AcmeSettings(
                    uri(directory.get()),
                    names,
                    contact,
                    account,
                    settings.path("sip.certificates", TlsReading.FOLDER),
                    door,
                    trust.map(set -> settings.readableFile("acme.trust", TRUST)),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5)));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("acme.names: " + wrong.getMessage());
        }
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw new ConfigurationException("acme.directory = " + text + ": allowed is an https address");
    }
}
