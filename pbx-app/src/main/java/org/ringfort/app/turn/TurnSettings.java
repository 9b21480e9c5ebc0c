package org.ringfort.app.turn;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The TURN servers of this installation, which share a secret with it.
 *
 * @param urls where they are, such as {@code turns:turn.example.org:5349?transport=tcp} (RFC 7065); empty: there are none
 * @param secretFile file of one line of at least 16 characters: what the servers have as {@code static-auth-secret}; needed with urls
 * @param lifetime of credentials; 1 minute to 24 h; default 1 h. It bounds when a relay may be asked for, not how long a call uses it
 */
@ConfigurationProperties("ringfort.turn")
public record TurnSettings(
        @DefaultValue List<String> urls,
        @DefaultValue("") String secretFile,
        @DefaultValue("1h") Duration lifetime) {
    private static final Pattern URL = Pattern.compile("turns?:[A-Za-z0-9.:\\[\\]-]+(\\?transport=(udp|tcp))?");

    /** Refuses what cannot work, by name. */
    public TurnSettings {
        urls = List.copyOf(urls);
        for (String url : urls) {
            if (!URL.matcher(url).matches()) {
                throw wrong("urls: none of RFC 7065: " + url);
            }
        }
        if (urls.isEmpty() != secretFile.isEmpty()) {
            throw wrong("urls and secret-file go together");
        }
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(Duration.ofHours(24)) > 0) {
            throw wrong("lifetime must be PT1M to PT24H, not " + lifetime);
        }
    }

    static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("ringfort.turn." + what);
    }
}
