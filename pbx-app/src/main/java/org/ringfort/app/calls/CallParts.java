package org.ringfort.app.calls;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together that are no beans by themselves. */
@Configuration(proxyBeanMethods = false)
class CallParts {
    @Bean
    LiveCalls liveCalls(CallSettings settings, ApplicationEventPublisher listeners) {
        return new LiveCalls(settings.mostLive(), call -> listeners.publishEvent(new CallChanged(call)));
    }
}
