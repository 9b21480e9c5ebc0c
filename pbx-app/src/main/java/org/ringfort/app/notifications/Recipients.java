package org.ringfort.app.notifications;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.ringfort.app.platform.rest.Problem;

/**
 * Whom a tenant wants to be told.
 *
 * @param addresses of mail, at most 20
 * @param webhookUrl https; empty: none
 */
public record Recipients(List<String> addresses, String webhookUrl) {
    /** Where nothing was said. */
    public static final Recipients NOBODY = new Recipients(List.of(), "");

    private static final Pattern ADDRESS =
            Pattern.compile("(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final int LONGEST_URL = 500;

    public Recipients {
        addresses = List.copyOf(addresses);
    }

    /** @throws Problem naming the field that cannot be used */
    void check() {
        for (int i = 0; i < addresses.size(); i++) {
            if (!ADDRESS.matcher(addresses.get(i)).matches() || addresses.indexOf(addresses.get(i)) != i) {
                throw Problem.invalid(
                        "addresses[" + i + "]", "malformed", "Give a mail address such as help@example.com, once.");
            }
        }
        if (!webhookUrl.isEmpty() && !isHttps(webhookUrl)) {
            throw Problem.invalid("webhookUrl", "malformed", "Give an https address of at most 500 characters.");
        }
    }

    private static boolean isHttps(String text) {
        try {
            URI uri = new URI(text);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && text.length() <= LONGEST_URL
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
