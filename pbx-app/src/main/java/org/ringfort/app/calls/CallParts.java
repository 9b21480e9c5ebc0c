package org.ringfort.app.calls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.ringfort.kernel.telemetry.Metrics;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together that are no beans by themselves. */
@Configuration(proxyBeanMethods = false)
class CallParts {
    @Bean
    LiveCalls liveCalls(CallSettings settings, Clock clock, ApplicationEventPublisher listeners) {
        return new LiveCalls(
                settings.mostLive(),
                clock,
                call -> listeners.publishEvent(new CallChanged(call)),
                listeners::publishEvent);
    }

    @Bean
    LiveConferences liveConferences(CallSettings settings, ApplicationEventPublisher listeners) {
        return new LiveConferences(settings.mostLive(), listeners::publishEvent);
    }

    @Bean
    MeterBinder callMetrics(LiveCalls live, Edges edges) {
        return registry -> {
            Gauge.builder(Metrics.APP_CALLS_LIVE, live, LiveCalls::size).register(registry);
            Gauge.builder(
                            Metrics.APP_EDGES_ATTACHED,
                            edges,
                            all -> all.attached().size())
                    .register(registry);
        };
    }
}
