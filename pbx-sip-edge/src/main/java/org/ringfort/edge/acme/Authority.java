package org.ringfort.edge.acme;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/**
 * Orders certificates: account, order, proof over HTTP, certificate. Blocks; one thread.
 *
 * @rfc 8555 7.3
 * @rfc 8555 7.4
 */
final class Authority {
    private static final Duration REQUEST = Duration.ofSeconds(20);

    private final AcmeSettings settings;
    private final OrderedFiles files;

    Authority(AcmeSettings settings, OrderedFiles files) {
        this.settings = settings;
        this.files = files;
    }

    /**
     * A new certificate for one name, as PEM chain.
     *
     * @param keys its new key
     * @throws IOException why there is none, in the operator's words
     */
    String order(String name, KeyPair keys) throws IOException, InterruptedException {
        try (var door = new ChallengeDoor(settings.door())) {
            Order order = login().newOrder().domain(name).create();
            for (Authorization authorization : order.getAuthorizations()) {
                prove(authorization, door);
            }
            settled(order.waitUntilReady(settings.patience()), Status.READY, order, name);
            order.execute(keys);
            settled(order.waitForCompletion(settings.patience()), Status.VALID, order, name);
            var chain = new StringWriter();
            order.getCertificate().writeCertificate(chain);
            return chain.toString();
        } catch (AcmeException refused) {
            throw new IOException(name + ": " + refused.getMessage(), refused);
        }
    }

    private static void settled(Status status, Status wanted, Order order, String name) throws IOException {
        if (status != wanted && status != Status.VALID) {
            throw new IOException(name + ": the order is " + status
                    + order.getError().map(problem -> ": " + problem).orElse(""));
        }
    }

    private void prove(Authorization authorization, ChallengeDoor door)
            throws AcmeException, IOException, InterruptedException {
        if (authorization.getStatus() == Status.VALID) {
            return;
        }
        String name = authorization.getIdentifier().getDomain();
        Http01Challenge challenge = authorization
                .findChallenge(Http01Challenge.class)
                .orElseThrow(() -> new IOException(name + ": the authority takes no proof over HTTP"));
        door.shows(challenge.getToken(), challenge.getAuthorization());
        challenge.trigger();
        if (authorization.waitForCompletion(settings.patience()) != Status.VALID) {
            challenge.fetch();
            throw new IOException(name + ": not proved"
                    + challenge.getError().map(problem -> ": " + problem).orElse(""));
        }
    }

    private Login login() throws AcmeException, IOException {
        Optional<SSLContext> trust = trust();
        var session = new Session(settings.directory(), new GenericAcmeProvider() {
            @Override
            public HttpClient createHttpClient(NetworkSettings network) {
                HttpClient.Builder builder = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(network.getTimeout());
                trust.ifPresent(builder::sslContext);
                return builder.build();
            }
        });
        session.networkSettings().setTimeout(REQUEST);
        var account = new AccountBuilder().agreeToTermsOfService().useKeyPair(files.account());
        settings.contact().ifPresent(account::addEmail);
        return account.createLogin(session);
    }

    private Optional<SSLContext> trust() throws IOException {
        if (settings.authorities().isEmpty()) {
            return Optional.empty();
        }
        Path file = settings.authorities().get();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, one);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return Optional.of(context);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("cannot use " + file + ": " + unusable.getMessage(), unusable);
        }
    }
}
