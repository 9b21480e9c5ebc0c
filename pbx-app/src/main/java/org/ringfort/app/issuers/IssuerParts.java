package org.ringfort.app.issuers;

import java.net.InetAddress;
import java.time.Clock;
import org.ringfort.app.defence.Network;
import org.ringfort.app.fetch.FetchTargets;
import org.ringfort.app.fetch.HttpsFetch;
import org.ringfort.app.fetch.ServerAuthorities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What judging tokens is made of; a file that cannot be used stops the start. */
@Configuration(proxyBeanMethods = false)
class IssuerParts {
    @Bean
    AccessTokens accessTokens(IssuerSettings settings, Clock clock) {
        var targets = new FetchTargets(
                InetAddress::getAllByName,
                settings.networks().stream()
                        .flatMap(text -> Network.parse(text).stream())
                        .toList());
        // A fetch may take twice as long as a request waits for it: the next one finds it done.
        var fetch = new HttpsFetch(
                targets,
                ServerAuthorities.of("ringfort.token-issuers.server-authorities", settings.serverAuthorities()),
                "application/jwk-set+json, application/json",
                settings.patience().multipliedBy(2));
        return new AccessTokens(new KeySets(fetch::fetch, settings.patience(), clock), clock);
    }
}
