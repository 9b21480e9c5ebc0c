package org.ringfort.app.notifications;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ringfort.app.defence.Network;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notices leave this installation. Whom they go to is said tenant by tenant.
 *
 * @param networks not public, in which webhooks may be all the same, such as 10.1.2.0/24; default none
 * @param serverAuthorities PEM file of who may vouch for webhooks' and the mail server's certificates; empty: the authorities of the
 *     runtime
 * @param patience for one attempt; 1 s to 20 s; default 10 s
 * @param giveUpAfter a notice that nobody has taken for so long is given up; 1 minute to 7 days; default 24 h
 * @param smtpHost mail server; empty: no mail is sent
 * @param smtpPort its port; default 587
 * @param smtpSecurity {@code starttls} (default), {@code tls}, or {@code none}, for a relay on this machine
 * @param smtpUsername empty: it asks for none
 * @param smtpPasswordFile file of one line; needed with a username
 * @param smtpFrom address that mail comes from; needed with a host
 */
@ConfigurationProperties("ringfort.notifications")
public record NotificationSettings(
        @DefaultValue List<String> networks,
        @DefaultValue("") String serverAuthorities,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("") String smtpHost,
        @DefaultValue("587") int smtpPort,
        @DefaultValue("starttls") String smtpSecurity,
        @DefaultValue("") String smtpUsername,
        @DefaultValue("") String smtpPasswordFile,
        @DefaultValue("") String smtpFrom) {
    private static final Set<String> SECURITIES = Set.of("starttls", "tls", "none");

    /** Refuses what cannot work, by name. */
    public NotificationSettings {
        networks = List.copyOf(networks);
        smtpSecurity = smtpSecurity.toLowerCase(Locale.ROOT);
        for (String network : networks) {
            if (Network.parse(network).isEmpty()) {
                throw wrong("networks: no network: " + network);
            }
        }
        within("patience", patience, Duration.ofSeconds(1), Duration.ofSeconds(20));
        within("give-up-after", giveUpAfter, Duration.ofMinutes(1), Duration.ofDays(7));
        if (!SECURITIES.contains(smtpSecurity)) {
            throw wrong("smtp-security must be starttls, tls or none, not " + smtpSecurity);
        }
        if (smtpPort < 1 || smtpPort > 65_535) {
            throw wrong("smtp-port must be 1 to 65535, not " + smtpPort);
        }
        if (!smtpHost.isEmpty() && smtpFrom.isEmpty()) {
            throw wrong("smtp-from is needed with smtp-host");
        }
        if (smtpUsername.isEmpty() != smtpPasswordFile.isEmpty()) {
            throw wrong("smtp-username and smtp-password-file go together");
        }
        if (!smtpUsername.isEmpty() && smtpSecurity.equals("none")) {
            throw wrong("smtp-username needs smtp-security: no password goes in clear");
        }
    }

    /** Whether mail is sent at all. */
    boolean mails() {
        return !smtpHost.isEmpty();
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("ringfort.notifications." + what);
    }
}
