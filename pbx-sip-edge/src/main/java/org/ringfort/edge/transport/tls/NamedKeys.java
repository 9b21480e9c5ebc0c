package org.ringfort.edge.transport.tls;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate by the name that is asked for. The TLS library asks once it has read the whole ClientHello, however many
 * records that came in; nothing of ours looks into one, so nothing of ours can be made to overlook a name.
 *
 * @rfc 6066 3
 * @rfc 6066 8
 */
final class NamedKeys extends X509ExtendedKeyManager {
    private final Identities identities;
    private final TlsSettings.Clients clients;
    private final Staples staples;

    /**
     * For one state of the files.
     *
     * @param clients at which names callers are asked for a certificate
     * @param staples what is shown with a certificate to those who ask for it
     */
    NamedKeys(Identities identities, TlsSettings.Clients clients, Staples staples) {
        this.staples = staples;
        this.identities = identities;
        this.clients = clients;
    }

    /** The name that the peer of this session asked for, lower case. */
    static Optional<String> asked(@Nullable SSLSession session) {
        return session instanceof ExtendedSSLSession extended
                ? extended.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Optional<String> asked = asked(engine.getHandshakeSession());
        if (clients.requiresAt(asked)) {
            engine.setNeedClientAuth(true);
        } else if (clients.asksDevicesAt(asked)) {
            engine.setWantClientAuth(true);
        }
        Identity identity = identities.forName(asked);
        if (engine instanceof ReferenceCountedOpenSslEngine stapling) {
            staples.of(identity).ifPresent(stapling::setOcspResponse);
        }
        return fits(keyType, identity.keyType()) ? identity.label() : null;
    }

    private static boolean fits(String wanted, String has) {
        return wanted.equals(has) || wanted.startsWith(has + "_") || (wanted.equals("RSASSA-PSS") && has.equals("RSA"));
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return identities
                .labelled(alias)
                .map(identity -> identity.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return identities.labelled(alias).map(Identity::key).orElse(null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return identities.all().stream()
                .filter(identity -> fits(keyType, identity.keyType()))
                .map(Identity::label)
                .toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    /** As the TLS library takes it. */
    KeyManagerFactory factory() {
        return new Factory(this);
    }

    private static final class Factory extends KeyManagerFactory {
        Factory(KeyManager keys) {
            super(new Spi(keys), new NoProvider(), "named");
        }
    }

    private static final class NoProvider extends Provider {
        private static final long serialVersionUID = 1L;

        NoProvider() {
            super("named", "1", "");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {
        private final KeyManager keys;

        Spi(KeyManager keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }
}
