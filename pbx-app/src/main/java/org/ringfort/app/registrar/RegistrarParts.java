package org.ringfort.app.registrar;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.certificates.DeviceCertificate;
import org.ringfort.app.certificates.DeviceCertificates;
import org.ringfort.app.defence.Defence;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.issuers.AccessTokens;
import org.ringfort.app.issuers.TokenIssuer;
import org.ringfort.app.issuers.TokenIssuers;
import org.ringfort.app.issuers.TokenVerdict;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Metrics;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.Nonces;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the registrar's parts together. */
@Configuration(proxyBeanMethods = false)
class RegistrarParts {
    private static final int KEY_OCTETS = 32;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,8}");

    @Bean
    BindingNews bindingNews(ApplicationEventPublisher listeners, Attempts attempts) {
        return new BindingNews(listeners, attempts);
    }

    /** With a key of this process alone: a nonce of another, or of this one before a restart, is stale. */
    @Bean
    Nonces nonces(RegistrarSettings settings, Clock clock, SecureRandom random) {
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        return new Nonces(Secret.of(key), settings.nonceLifetime(), clock, random);
    }

    @Bean
    Authenticator authenticator(
            RegistrarSettings settings,
            Nonces nonces,
            Extensions extensions,
            TokenIssuers issuers,
            AccessTokens tokens,
            DeviceCertificates certificates,
            BindingNews news,
            Defence defence,
            Clock clock) {
        var guard = new DefenceGuard(defence);
        var accounts = new Authenticator.Accounts() {
            @Override
            public Optional<Account> find(Realm realm, String name) {
                return account(extensions.deviceByAuthUsernameNow(realm.tenant(), name), clock);
            }

            @Override
            public Optional<Account> remembered(Realm realm, String name) {
                return account(extensions.rememberedByAuthUsername(realm.tenant(), name), clock);
            }

            @Override
            public Optional<Account> last(Realm realm, String name) {
                return account(extensions.lastByAuthUsername(realm.tenant(), name), clock);
            }
        };
        return new Authenticator(
                nonces,
                new NonceCounts(settings.noncesRemembered(), settings.nonceLifetime(), clock),
                accounts,
                news,
                guard,
                new TokenAuthentication(
                        new TokenAuthentication.Tokens() {
                            @Override
                            public Optional<TokenIssuer> issuer(Realm realm) {
                                return issuers.of(realm.tenant());
                            }

                            @Override
                            public TokenVerdict judge(TokenIssuer issuer, Secret token) {
                                return tokens.judge(issuer, token);
                            }
                        },
                        new TokenAuthentication.Holders() {
                            @Override
                            public Optional<TokenAuthentication.Holder> find(Realm realm, String name) {
                                return holder(
                                        device(extensions, realm, name, extensions::deviceByAuthUsernameNow), clock);
                            }

                            @Override
                            public Optional<TokenAuthentication.Holder> known(Realm realm, String name) {
                                return holder(device(extensions, realm, name, extensions::deviceByAuthUsername), clock);
                            }
                        },
                        news,
                        guard),
                new CertificateAuthentication(
                        (realm, sha256) -> certificates
                                .byFingerprint(realm.tenant(), sha256)
                                .map(RegistrarParts::standing),
                        accounts,
                        news,
                        guard,
                        clock));
    }

    private static CertificateAuthentication.Standing standing(DeviceCertificate issued) {
        return new CertificateAuthentication.Standing(
                issued.device().value(),
                issued.notBefore(),
                issued.notAfter(),
                issued.revokedAt().isPresent());
    }

    /** Two to eight digits are an extension, whose first device is meant; whatever else is the user name of a device. */
    private static Optional<DeviceFacts> device(
            Extensions extensions,
            Realm realm,
            String name,
            BiFunction<TenantId, String, Optional<DeviceFacts>> byAuthUsername) {
        if (NUMBER.matcher(name).matches()) {
            // Who made a token up is not to learn by the time it takes which extensions there are: nobody's are looked
            // for too.
            ExtensionId extension =
                    extensions.byNumber(realm.tenant(), name).map(Extension::id).orElseGet(ExtensionId::next);
            return extensions.devicesOf(realm.tenant(), extension).stream()
                    .filter(DeviceFacts::usable)
                    .findFirst();
        }
        return name.isEmpty() ? Optional.empty() : byAuthUsername.apply(realm.tenant(), name);
    }

    private static Optional<TokenAuthentication.Holder> holder(Optional<DeviceFacts> device, Clock clock) {
        return device.filter(DeviceFacts::usable)
                .filter(facts -> !facts.certificateRequired())
                .map(facts -> new TokenAuthentication.Holder(facts.authUsername(), identity(facts, clock)));
    }

    @Bean
    LastBindings lastBindings(Bindings bindings) {
        return new LastBindings(bindings, System::nanoTime);
    }

    @Bean(initMethod = "start")
    BindWriter bindWriter(
            RegistrarSettings settings,
            Bindings bindings,
            LastBindings last,
            BindingNews news,
            Clock clock,
            SecureRandom random) {
        return new BindWriter(bindings, settings.queue(), clock, random, settled -> {
            last.settled(settled);
            news.settled(settled);
        });
    }

    @Bean
    MeterBinder registrarMetrics(BindWriter writer, Registrar registrar) {
        return registry -> {
            Gauge.builder(Metrics.APP_REGISTRAR_WAITING, writer, BindWriter::waiting)
                    .register(registry);
            for (Registrar.Outcome outcome : Registrar.Outcome.values()) {
                FunctionCounter.builder(Metrics.APP_REGISTRAR_ANSWERS, registrar, of -> of.answered(outcome))
                        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        };
    }

    private static Optional<Account> account(Optional<DeviceFacts> device, Clock clock) {
        return device.filter(DeviceFacts::usable)
                .map(facts -> new Account(
                        identity(facts, clock),
                        facts.ha1Md5(),
                        facts.ha1Sha256(),
                        facts.digestFloor() == DigestFloor.SHA_256 ? DigestAlgorithm.SHA_256 : DigestAlgorithm.MD5,
                        facts.certificateRequired()));
    }

    private static Account.Identity identity(DeviceFacts facts, Clock clock) {
        return new Account.Identity(
                facts.tenant(),
                facts.extension().value(),
                facts.number(),
                facts.displayName(),
                facts.id().value(),
                facts.mayCall(),
                facts.keyingAt(clock.instant()));
    }
}
