package org.ringfort.edge.transport;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The web pages whose scripts may open a WebSocket to us. Programs that are no browsers send no Origin and are not asked; what
 * protects accounts is the digest, this keeps strange pages from borrowing a visitor's place in the network.
 *
 * @param allowed origins such as {@code https://pbx.example.com}, or {@code *}: every page
 * @param ownHost pages served from it over https are let in, on any port
 * @rfc 6454 6.1
 */
record Origins(List<String> allowed, String ownHost) {
    Origins {
        allowed = allowed.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT).replaceAll("/+$", ""))
                .toList();
    }

    /** Whether a page of that origin, as a browser writes it, is let in. */
    boolean lets(String origin) {
        String asked = origin.strip().toLowerCase(Locale.ROOT);
        return allowed.contains("*") || allowed.contains(asked) || isOurs(asked);
    }

    private boolean isOurs(String origin) {
        try {
            URI page = URI.create(origin);
            return "https".equals(page.getScheme()) && ownHost.equalsIgnoreCase(page.getHost());
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
