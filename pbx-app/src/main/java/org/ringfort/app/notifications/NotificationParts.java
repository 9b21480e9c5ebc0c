package org.ringfort.app.notifications;

import java.net.InetAddress;
import java.time.Clock;
import javax.net.ssl.SSLSocketFactory;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.defence.Network;
import org.ringfort.app.fetch.FetchTargets;
import org.ringfort.app.fetch.HttpsFetch;
import org.ringfort.app.fetch.ServerAuthorities;
import org.ringfort.app.notifications.store.OutboxStore;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What telling is made of; a file that cannot be used stops the start. */
@Configuration(proxyBeanMethods = false)
class NotificationParts {
    @Bean
    @SuppressWarnings("TooManyParameters")
    Delivery delivery(
            NotificationSettings settings,
            OutboxStore outbox,
            NoticeRecipients recipients,
            TenantTransactions transactions,
            Audit audit,
            JsonMapper json,
            Clock clock) {
        var targets = new FetchTargets(
                InetAddress::getAllByName,
                settings.networks().stream()
                        .flatMap(text -> Network.parse(text).stream())
                        .toList());
        SSLSocketFactory tls =
                ServerAuthorities.of("ringfort.notifications.server-authorities", settings.serverAuthorities());
        var https = new HttpsFetch(targets, tls, "*/*", settings.patience());
        return new Delivery(
                outbox,
                recipients,
                new Webhooks(https, clock),
                new Mails(settings, tls),
                transactions,
                audit,
                json,
                settings.giveUpAfter(),
                clock);
    }
}
