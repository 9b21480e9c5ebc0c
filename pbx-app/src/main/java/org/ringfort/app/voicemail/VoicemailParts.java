package org.ringfort.app.voicemail;

import org.ringfort.app.applications.Application;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The conversations, as applications that calls can reach. */
@Configuration(proxyBeanMethods = false)
class VoicemailParts {
    @Bean
    Application voicemailDeposit(Desk desk) {
        return new DepositConversation(desk);
    }

    @Bean
    Application voicemailMenu(Desk desk) {
        return new MenuConversation(desk);
    }
}
