package org.ringfort.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.srtp.SrtpProfile;

/** Our side of a handshake that the peer begins. DTLS 1.2: the library has no later one. One handshake, its thread. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the library's collections are of its age
final class Answering extends DefaultTlsServer implements Handshake.Side {
    private final OwnCertificate own;
    private final DtlsTerms terms;
    private @Nullable SrtpProfile profile;
    private @Nullable Fingerprint peer;
    private @Nullable SrtpKeys keys;

    Answering(OwnCertificate own, DtlsTerms terms) {
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
        return Profiles.suites();
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
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return own.credentials(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        Vector algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign}, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate shown) throws IOException {
        peer = Profiles.check(shown, terms.theirs());
    }

    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData theirs = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = Optional.ofNullable(theirs)
                .flatMap(offered -> Profiles.common(terms.profiles(), offered))
                .orElseThrow(
                        () -> new TlsFatalAlert(AlertDescription.insufficient_security, "no SRTP profile in common"));
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (extensions == null) {
            extensions = new Hashtable();
        }
        if (profile != null) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, Profiles.extension(List.of(profile)));
        }
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile != null && peer != null) {
            keys = Profiles.keys(context, profile, new SrtpKeys.Certificates(peer, own.fingerprint()));
        }
    }
}
