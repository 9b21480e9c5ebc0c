package org.ringfort.app.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringfort.app.defence.Network;

/**
 * Where may be fetched from. The address comes from whoever calls, or from a tenant, so it must not lead inside: https, no user,
 * a port that providers use, and a public address; others only in networks that the operator names. The address that was looked at is
 * the one that is connected to, so that a name which changes its mind gains nothing.
 */
public final class FetchTargets {
    private static final Set<Integer> PORTS = Set.of(443, 8443);
    private static final List<Network> NOT_PUBLIC = List.of(
            network("0.0.0.0/8"),
            network("100.64.0.0/10"),
            network("192.0.0.0/24"),
            network("198.18.0.0/15"),
            network("240.0.0.0/4"),
            network("fc00::/7"),
            network("64:ff9b::/96"),
            network("64:ff9b:1::/48"),
            network("2002::/16"));

    /** Turns a name into addresses; blocks. */
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * One that may be fetched.
     *
     * @param host for TLS and the Host header
     * @param path with its query
     */
    record Target(InetAddress address, String host, int port, String path) {}

    private final Resolver resolver;
    private final List<Network> allowed;

    public FetchTargets(Resolver resolver, List<Network> allowed) {
        this.resolver = resolver;
        this.allowed = List.copyOf(allowed);
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }

    /** @throws IOException where it may not be fetched, saying why in words of ours */
    Target of(String url) throws IOException {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            throw new IOException("malformed address", malformed);
        }
        String host = uri.getHost();
        if (!"https".equals(lower(uri.getScheme()))
                || host == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null) {
            throw new IOException("not a plain https address");
        }
        int port = uri.getPort() < 0 ? 443 : uri.getPort();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress address = Arrays.stream(resolver.resolve(name))
                .filter(one -> allowed(one) || (PORTS.contains(port) && isPublic(one)))
                .findFirst()
                .orElseThrow(() -> new IOException("leads to an address or port that is not fetched from"));
        String path = Optional.ofNullable(uri.getRawPath())
                .filter(text -> !text.isEmpty())
                .orElse("/");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Target(address, name, port, path + query);
    }

    private boolean allowed(InetAddress address) {
        return Network.parse(address.getHostAddress())
                .filter(one -> allowed.stream().anyMatch(network -> network.contains(one)))
                .isPresent();
    }

    private static boolean isPublic(InetAddress address) {
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && Network.parse(address.getHostAddress())
                        .filter(one -> NOT_PUBLIC.stream().noneMatch(network -> network.contains(one)))
                        .isPresent();
    }

    private static String lower(@org.jspecify.annotations.Nullable String scheme) {
        return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    }
}
