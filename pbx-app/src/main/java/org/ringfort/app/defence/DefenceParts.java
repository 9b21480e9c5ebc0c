package org.ringfort.app.defence;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.defence.store.BanStore;
import org.ringfort.app.defence.store.ExemptionStore;
import org.ringfort.app.defence.store.SightingStore;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.telemetry.Metrics;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the defence's parts together. */
@Configuration(proxyBeanMethods = false)
class DefenceParts {
    @Bean
    WrongAnswers wrongAnswers(DefenceSettings settings, Clock clock) {
        return new WrongAnswers(settings, clock);
    }

    @Bean(initMethod = "start")
    Court court(
            BanStore bans,
            ExemptionStore exemptions,
            SightingStore sightings,
            Shelter shelter,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            Attempts attempts,
            DefenceSettings settings,
            Clock clock) {
        return new Court(
                new Court.Stores(bans, exemptions, sightings),
                shelter,
                transactions,
                events,
                attempts,
                settings,
                clock);
    }

    @Bean
    Defence defence(BanWatch watch, Court court, WrongAnswers answers, DefenceSettings settings, Clock clock) {
        Defence defence = new Defence(watch, court, answers, settings, clock);
        watch.follow(defence);
        return defence;
    }

    @Bean
    MeterBinder defenceMetrics(BanWatch watch, Court court, WrongAnswers answers, Defence defence) {
        return registry -> {
            for (boolean everybody : new boolean[] {false, true}) {
                Gauge.builder(
                                Metrics.BANS_ACTIVE,
                                watch,
                                it -> it.standing().all().stream()
                                        .filter(ban -> ban.account().isEmpty() == everybody)
                                        .count())
                        .tag("scope", everybody ? "everybody" : "account")
                        .register(registry);
            }
            FunctionCounter.builder(Metrics.BANS_IMPOSED, court, Court::imposed).register(registry);
            FunctionCounter.builder(Metrics.BANS_WITHHELD, court, Court::withheld)
                    .register(registry);
            FunctionCounter.builder(Metrics.BANS_DROPPED, court, Court::dropped).register(registry);
            FunctionCounter.builder(Metrics.DEFENCE_WRONG_ANSWERS, defence, Defence::wrongAnswers)
                    .register(registry);
            FunctionCounter.builder(Metrics.DEFENCE_FORGOTTEN, answers, WrongAnswers::forgotten)
                    .register(registry);
            Gauge.builder(Metrics.DEFENCE_REMEMBERED, answers, WrongAnswers::size)
                    .register(registry);
        };
    }
}
