package org.ringfort.app.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import javax.sql.DataSource;
import org.ringfort.kernel.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the pool behind its gate, and the watch beside it. */
@Configuration(proxyBeanMethods = false)
class DatabaseParts {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseParts.class);

    @Bean
    static BeanPostProcessor poolBehindItsGate() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new GuardedDatabase(pool) : bean;
            }
        };
    }

    @Bean(destroyMethod = "close")
    DatabaseProbe databaseProbe(DataSource database, DatabaseSettings settings) {
        return new DatabaseProbe(guarded(database).pool(), settings.patience());
    }

    @Bean
    DatabaseWatch databaseWatch(DataSource database, DatabaseProbe probe, DatabaseSettings settings, Clock clock) {
        GuardedDatabase guarded = guarded(database);
        return new DatabaseWatch(probe::answers, guarded::shut, guarded::open, settings.patience(), clock);
    }

    @Bean
    MeterBinder databaseMetrics(DatabaseWatch watch) {
        return registry -> Gauge.builder(Metrics.APP_DATABASE_AWAY, watch, it -> it.isAway() ? 1 : 0)
                .register(registry);
    }

    /** What is done from time to time is done the next time. */
    @Bean
    SimpleAsyncTaskSchedulerCustomizer scheduledWorkThatFails() {
        return scheduler -> scheduler.setErrorHandler(failure -> {
            if (DatabaseAway.causes(failure)) {
                LOG.debug("Scheduled work was left out: the database is away");
            } else {
                LOG.error("Scheduled work failed", failure);
            }
        });
    }

    private static GuardedDatabase guarded(DataSource database) {
        if (database instanceof GuardedDatabase guarded) {
            return guarded;
        }
        throw new IllegalStateException("the database's pool is not behind its gate: " + database.getClass());
    }
}
