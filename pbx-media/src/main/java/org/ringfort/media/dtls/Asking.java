package org.ringfort.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.srtp.SrtpProfile;

/** Our side of a handshake that we begin. DTLS 1.2: the library has no later one. One handshake, its thread. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the library's collections are of its age
final class Asking extends DefaultTlsClient implements Handshake.Side {
    private final OwnCertificate own;
    private final DtlsTerms terms;
    private @Nullable SrtpProfile profile;
    private @Nullable Fingerprint peer;
    private @Nullable SrtpKeys keys;

    Asking(OwnCertificate own, DtlsTerms terms) {
        super(own.crypto());
        this.own = own;
        this.terms = terms;
    }

    @Override
    public Optional<SrtpKeys> keys() {
        return Optional.ofNullable(keys);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Profiles.suitesOfAnyCertificate();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return Handshake.TIMEOUT_MILLIS;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return Handshake.MESSAGE_BYTES;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        TlsSRTPUtils.addUseSRTPExtension(extensions, Profiles.extension(terms.profiles()));
        return extensions;
    }

    @Override
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData chosen = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (chosen == null || chosen.getProtectionProfiles().length != 1 || chosen.getMki().length != 0) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "not one SRTP profile was chosen");
        }
        profile = Profiles.common(terms.profiles(), chosen)
                .orElseThrow(() -> new TlsFatalAlert(
                        AlertDescription.illegal_parameter, "an SRTP profile was chosen that nobody offered"));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
                peer = Profiles.check(shown.getCertificate(), terms.theirs());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return own.credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile == null || peer == null) {
            throw new TlsFatalAlert(AlertDescription.insufficient_security, "no SRTP profile, or no certificate");
        }
        keys = Profiles.keys(context, profile, new SrtpKeys.Certificates(peer, own.fingerprint()));
    }
}
