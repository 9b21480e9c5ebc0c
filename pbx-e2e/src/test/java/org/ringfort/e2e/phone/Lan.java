package org.ringfort.e2e.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small network made for one test run: a bridge with the server's address, and a network namespace for each phone, joined
 * to it by a pair of virtual cards. Phones such as baresip need a card that is not loopback. Everything is removed at the
 * end; what an earlier run left behind under the same name is removed first.
 */
public final class Lan implements AutoCloseable {
    /** Each network has so many addresses: the first for the server and its guests, the others for stations. */
    private static final int HOSTS = 1024;

    private static final int FIRST_STATION = 256;
    private static final int MOST_NETWORKS = 64;

    private final int number;
    private final String bridge;
    private final List<String> namespaces = new ArrayList<>();

    private int stations = FIRST_STATION;

    private Lan(int number) {
        this.number = number;
        this.bridge = "rf" + number + "br";
    }

    /** Makes network {@code number} of 64 in 10.199.0.0/16; needs root. */
    public static Lan make(int number) throws IOException, InterruptedException {
        if (number < 0 || number >= MOST_NETWORKS) {
            throw new IllegalArgumentException("there is no network " + number);
        }
        var lan = new Lan(number);
        lan.removeLeftovers();
        Programs.run("ip", "link", "add", lan.bridge, "type", "bridge");
        Programs.run("ip", "address", "add", prefixed(lan.serverAddress()), "dev", lan.bridge);
        Programs.run("ip", "link", "set", lan.bridge, "up");
        return lan;
    }

    /** The address that the demo is to serve. */
    public String serverAddress() {
        return address(1);
    }

    private String address(int host) {
        int low = number * HOSTS + host;
        return "10.199." + low / 256 + "." + low % 256;
    }

    private static String prefixed(String address) {
        return address + "/22";
    }

    /** The card where all traffic between phones and server passes. */
    public String bridge() {
        return bridge;
    }

    /**
     * One place in the network.
     *
     * @param namespace its name for {@code ip netns exec}
     * @param address its IPv4 address
     * @param card the bridge's end of its cable
     */
    public record Station(String namespace, String address, String card) {
        /** How many packets, of whatever kind, have been carried to it so far. */
        public long packetsReceived() throws IOException {
            return Long.parseLong(Files.readString(Path.of("/sys/class/net", card, "statistics/tx_packets"))
                    .strip());
        }
    }

    /** From now on one datagram of UDP in so many that the station sends is lost on its way. */
    public void loses(Station station, int every) throws IOException, InterruptedException {
        Programs.run(Programs.in(
                        station,
                        "iptables",
                        "-A",
                        "OUTPUT",
                        "-p",
                        "udp",
                        "-m",
                        "statistic",
                        "--mode",
                        "nth",
                        "--every",
                        String.valueOf(every),
                        "--packet",
                        "0",
                        "-j",
                        "DROP")
                .toArray(String[]::new));
    }

    /** A new station, of an address that none had before. */
    public synchronized Station station() throws IOException, InterruptedException {
        int host = ++stations;
        if (host >= HOSTS - 1) {
            throw new IllegalStateException("the network has no address left");
        }
        String card = "rf" + number + "v" + host;
        var station = new Station("rf" + number + "n" + host, address(host), card);
        Programs.run("ip", "netns", "add", station.namespace());
        namespaces.add(station.namespace());
        Programs.run("ip", "link", "add", card, "type", "veth", "peer", "name", "eth0", "netns", station.namespace());
        Programs.run("ip", "link", "set", card, "master", bridge, "up");
        // No address that comes a second later by itself: programs that watch their network would take it for a change.
        Programs.run("ip", "-n", station.namespace(), "link", "set", "eth0", "addrgenmode", "none");
        Programs.run("ip", "-n", station.namespace(), "address", "add", prefixed(station.address()), "dev", "eth0");
        Programs.run("ip", "-n", station.namespace(), "link", "set", "eth0", "up");
        Programs.run("ip", "-n", station.namespace(), "link", "set", "lo", "up");
        Programs.run("ip", "-n", station.namespace(), "route", "add", "default", "via", serverAddress());
        return station;
    }

    /** An address of this machine itself on the network, besides the server's; {@code host} is its last octet, 2 to 254. */
    public InetAddress guest(int host) throws IOException, InterruptedException {
        if (host < 2 || host >= FIRST_STATION - 1) {
            throw new IllegalArgumentException("no guest has the number " + host);
        }
        String address = address(host);
        Programs.run("ip", "address", "replace", prefixed(address), "dev", bridge);
        return InetAddress.getByName(address);
    }

    private void removeLeftovers() throws IOException, InterruptedException {
        for (String line : Programs.run("ip", "netns", "list").split("\n", -1)) {
            String name = line.split(" ", -1)[0];
            if (name.startsWith("rf" + number + "n")) {
                remove(name);
            }
        }
        new ProcessBuilder("ip", "link", "delete", bridge)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(5, TimeUnit.SECONDS);
    }

    /** Ends what still runs in the namespace, then removes its card and itself. */
    private static void remove(String namespace) throws IOException, InterruptedException {
        for (String pid : Programs.run("ip", "netns", "pids", namespace).split("\n", -1)) {
            if (!pid.isBlank()) {
                ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        Programs.run("", java.time.Duration.ofSeconds(5), List.of("ip", "-n", namespace, "link", "delete", "eth0"));
        Programs.run("ip", "netns", "delete", namespace);
    }

    @Override
    public void close() throws IOException {
        try {
            for (String namespace : namespaces) {
                remove(namespace);
            }
            Programs.run("ip", "link", "delete", bridge);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
