package org.ringfort.app.objects;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.ringfort.app.fetch.ServerAuthorities;
import org.ringfort.app.objects.store.UnclaimedStore;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where objects are; a setting that cannot work stops the start. */
@Configuration(proxyBeanMethods = false)
class ObjectParts {
    @Bean
    SealedObjects sealedObjects(
            ObjectSettings settings,
            UnclaimedStore unclaimed,
            TenantTransactions transactions,
            MeterRegistry registry,
            Clock clock) {
        return new SealedObjects(store(settings, clock), settings.apart(), unclaimed, transactions, registry, clock);
    }

    private static Optional<ObjectStore> store(ObjectSettings settings, Clock clock) {
        if (!settings.directory().isEmpty()) {
            return Optional.of(new Directory(Path.of(settings.directory())));
        }
        if (settings.endpoint().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Bucket(
                ServerAuthorities.context("ringfort.objects.server-authorities", settings.serverAuthorities()),
                settings.place(),
                new BucketSignature(settings.accessKey(), settings.secretKey(), settings.region()),
                settings.patience(),
                clock));
    }
}
