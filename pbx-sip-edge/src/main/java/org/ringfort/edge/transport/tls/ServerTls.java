package org.ringfort.edge.transport.tls;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslSession;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.process.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS towards those who call us: TLS 1.3 and 1.2, key agreement by ECDHE, ciphers with authentication; one certificate for each
 * name, with its authority's word that it is good where there is one, and client certificates where they are asked for.
 *
 * <p>The files are looked at now and then, by a thread of its own. What has changed is taken up whole, as a new context for the
 * connections to come; those that stand keep theirs. What cannot be used leaves what was before. Nothing falls back to clear: who
 * has no usable certificate at the start does not start.
 *
 * @rfc 5246 7.4
 * @rfc 8446 4.1
 */
public final class ServerTls implements AutoCloseable {
    /** What may be agreed, with callers and with those whom we call. */
    public static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final TlsSettings settings;
    private final IdentityFiles files;
    private final @Nullable ClientFiles clientFiles;
    private final @Nullable ClientJudge judge;
    private final Expiry expiry;
    private final Staples staples;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tls-files").factory());
    private volatile Shown shown;
    private volatile Runnable judgedAnew = () -> {};

    /** One state of the files: what phones over TLS meet, and what those over WebSockets do. */
    private record Shown(Identities identities, SslContext asking, SslContext plain) {}

    /**
     * Reads all files.
     *
     * @throws ConfigurationException where they cannot be used
     */
    public ServerTls(TlsSettings settings, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.files = new IdentityFiles(settings, clock);
        this.clientFiles = settings.clients()
                .authorities()
                .map(authorities ->
                        new ClientFiles(authorities, settings.clients().revoked()))
                .orElse(null);
        this.judge = judge(settings.clients(), clientFiles, clock);
        this.expiry = new Expiry(clock, registry);
        this.staples = new Staples(clock);
        try {
            this.shown = build(files.identities());
        } catch (SSLException unusable) {
            throw new ConfigurationException(
                    "cannot use the certificate " + settings.certificate() + ": " + unusable.getMessage());
        }
        watchExpiry();
    }

    private static @Nullable ClientJudge judge(TlsSettings.Clients clients, @Nullable ClientFiles files, Clock clock) {
        if (files == null && clients.devicesAt().isEmpty()) {
            return null;
        }
        return new ClientJudge(files == null ? ClientTrust.NOBODY : files.trust(), clients, clock);
    }

    /** Looks at the files from now on; {@code judgedAnew} is called where client certificates may be good no more. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown out of it
    public void start(Runnable judgedAnew) {
        this.judgedAnew = judgedAnew;
        long millis = settings.look().toMillis();
        looking.scheduleWithFixedDelay(this::lookOnce, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void lookOnce() {
        try {
            look();
        } catch (RuntimeException bug) { // the next look must come all the same
            LOG.atError()
                    .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_UNUSABLE)
                    .setCause(bug)
                    .log("the certificates could not be looked at");
        }
    }

    /** Takes up what has changed. By one thread at a time. */
    void look() {
        boolean anew = files.readChanges();
        ClientFiles clients = clientFiles;
        ClientJudge judging = judge;
        if (clients != null && judging != null) {
            if (clients.readChanges()) {
                judging.trust(clients.trust());
                anew = true; // the list of authorities that are named to clients is part of the context
            }
            judgedAnew.run();
        }
        if (anew) {
            try {
                shown = build(files.identities());
            } catch (SSLException unusable) {
                LOG.atWarn()
                        .addKeyValue(Fields.EVENT_ACTION, Events.TLS_CERTIFICATE_UNUSABLE)
                        .addKeyValue(Fields.EVENT_REASON, unusable.getMessage())
                        .log("the new certificates cannot be used, what was shown before stays");
            }
        }
        watchExpiry();
    }

    private void watchExpiry() {
        Collection<Identity> all = shown.identities().all();
        staples.look(all);
        Optional<ClientTrust> trust = Optional.ofNullable(clientFiles).map(ClientFiles::trust);
        expiry.look(all, trust.flatMap(ClientTrust::listsExpire));
    }

    private Shown build(Identities identities) throws SSLException {
        ClientAuth auth = switch (settings.clients().demand()) {
            case NONE -> ClientAuth.NONE;
            case WANTED -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
        return new Shown(
                identities,
                context(new NamedKeys(identities, settings.clients(), staples), auth),
                context(new NamedKeys(identities, TlsSettings.Clients.NONE, staples), ClientAuth.NONE));
    }

    private SslContext context(NamedKeys keys, ClientAuth auth) throws SSLException {
        boolean openSsl = OpenSsl.isAvailable();
        KeyManagerFactory factory = keys.factory();
        SslContextBuilder builder = SslContextBuilder.forServer(
                        openSsl ? new OpenSslCachingX509KeyManagerFactory(factory) : factory)
                .sslProvider(openSsl ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
                .clientAuth(auth);
        if (openSsl && OpenSsl.isOcspSupported()) {
            builder.enableOcsp(true);
        }
        if (judge != null) {
            builder.trustManager(judge);
        }
        return builder.build();
    }

    /**
     * A handler for one connection.
     *
     * @param asksClients whether client certificates are asked for as configured, or not at all
     */
    public SslHandler handler(boolean asksClients, ByteBufAllocator memory) {
        Shown now = shown;
        return (asksClients ? now.asking() : now.plain()).newHandler(memory);
    }

    /** What was agreed in a handshake that is over; {@code server}: what we are on connections that others open. */
    public static TlsFacts facts(SslHandler handler, @Nullable ServerTls server) {
        boolean called = !handler.engine().getUseClientMode();
        SSLSession session = handler.engine().getSession();
        String group =
                session instanceof OpenSslSession open && open.getNamedGroup() != null ? open.getNamedGroup() : "";
        List<X509Certificate> chain = called ? chain(session) : List.of();
        ClientJudge judge = server == null ? null : server.judge;
        boolean isUnknown = judge != null && judge.isTolerant(session) && !judge.isGood(chain);
        return new TlsFacts(
                session.getProtocol(),
                session.getCipherSuite(),
                group,
                chain.isEmpty() || isUnknown ? Optional.empty() : Optional.of(PeerCertificate.of(chain)),
                chain.isEmpty() || !isUnknown ? Optional.empty() : Optional.of(ShownCertificate.of(chain.getFirst())));
    }

    private static List<X509Certificate> chain(SSLSession session) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate one : session.getPeerCertificates()) {
                if (one instanceof X509Certificate certificate) {
                    chain.add(certificate);
                }
            }
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
        return chain;
    }

    /** Whether who asked for a name without a certificate had to show one for it. */
    public boolean lacksCertificate(SslHandler handler, TlsFacts facts) {
        return !handler.engine().getUseClientMode()
                && facts.client().isEmpty()
                && settings.clients()
                        .requiresAt(NamedKeys.asked(handler.engine().getSession()));
    }

    /** Whether a client certificate that was good is so still. */
    public boolean trusts(PeerCertificate certificate) {
        return judge != null && judge.isGood(certificate.chain());
    }

    /** The certificates that are shown now, each first in its chain. */
    public List<X509Certificate> certificates() {
        return shown.identities().all().stream()
                .map(identity -> identity.chain().getFirst())
                .toList();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        expiry.close();
        staples.close();
    }
}
