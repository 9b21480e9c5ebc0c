package org.ringfort.e2e.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says about this demo.
 *
 * @param repository the root of the checkout
 * @param directory where everything of this demo lives
 * @param host the address that is served
 * @param ports its ports
 * @param longRun whether a good compiler matters more than a quick start
 */
public record DemoSettings(Path repository, Path directory, String host, Ports ports, boolean longRun) {
    static final String LOOPBACK = "127.0.0.1";

    /** The tenant's own SIP domain. */
    public static final String DOMAIN = "demo.localhost";

    /** Where carriers call that show a certificate; no tenant's domain. */
    public static final String TRUNK_DOMAIN = "trunk." + DOMAIN;

    /** Where phones call that have a certificate; no tenant's domain. */
    public static final String DEVICE_DOMAIN = "devices." + DOMAIN;

    /** Reads RUN_DIR, HOST, PORT_OFFSET and LONG_RUN. */
    static DemoSettings from(Path repository, Map<String, String> environment) throws DemoFailure {
        String runDirectory = environment.getOrDefault("RUN_DIR", "");
        Path directory = runDirectory.isBlank() ? repository.resolve("run/demo") : repository.resolve(runDirectory);
        String host = environment.getOrDefault("HOST", "").strip();
        return new DemoSettings(
                repository.toAbsolutePath().normalize(),
                directory.toAbsolutePath().normalize(),
                host.isEmpty() ? LOOPBACK : served(host),
                ports(environment.getOrDefault("PORT_OFFSET", "").strip()),
                environment.containsKey("LONG_RUN"));
    }

    private static Ports ports(String offset) throws DemoFailure {
        try {
            return new Ports(offset.isEmpty() ? 0 : Integer.parseInt(offset));
        } catch (NumberFormatException e) {
            throw new DemoFailure("PORT_OFFSET must be a number, not \"" + offset + "\".");
        } catch (IllegalArgumentException e) {
            throw new DemoFailure(String.valueOf(e.getMessage()) + ".");
        }
    }

    private static String served(String host) throws DemoFailure {
        if (!host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            throw new DemoFailure("HOST must be an IPv4 address of this machine, not \"" + host + "\".");
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            if (NetworkInterface.getByInetAddress(address) == null) {
                throw new DemoFailure("HOST=" + host + " is no address of this machine: see `ip -brief address`.");
            }
            return address.getHostAddress();
        } catch (IOException e) {
            throw new DemoFailure("HOST=" + host + " cannot be used: " + e.getMessage());
        }
    }

    boolean onLoopback() {
        return host.startsWith("127.");
    }

    /** The networks whose plain SIP is listened to: loopback, and the network of the served address. */
    String trustedNetworks() {
        if (onLoopback()) {
            return "127.0.0.0/8";
        }
        return "127.0.0.0/8," + network().orElse(host + "/32");
    }

    private Optional<String> network() {
        try {
            NetworkInterface card = NetworkInterface.getByInetAddress(InetAddress.getByName(host));
            for (InterfaceAddress address : card.getInterfaceAddresses()) {
                if (address.getAddress().getHostAddress().equals(host)) {
                    return Optional.of(masked(address.getAddress().getAddress(), address.getNetworkPrefixLength()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String masked(byte[] address, int prefix) {
        var text = new StringBuilder();
        for (int i = 0; i < address.length; i++) {
            int bits = Math.clamp(prefix - 8L * i, 0, 8);
            int mask = 0xff << (8 - bits) & 0xff;
            text.append(i == 0 ? "" : ".").append(address[i] & mask);
        }
        return text.append('/').append(prefix).toString();
    }

    Path file(String name) {
        return directory.resolve(name);
    }
}
