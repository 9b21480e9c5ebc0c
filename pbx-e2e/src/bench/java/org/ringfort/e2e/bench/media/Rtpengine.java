package org.ringfort.e2e.bench.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** rtpengine, as Debian packages it, without its part in the kernel; spoken to by its "ng" protocol (a cookie, then bencode). */
final class Rtpengine implements Relay {
    private static final Path PROGRAM = Path.of("/usr/bin/rtpengine");
    private static final int NG_PORT = 22_922;
    private static final int FIRST_PORT = 23_000;
    private static final int LAST_PORT = 32_499;
    private static final int PATIENCE_MILLIS = 3_000;

    private final Process process;
    private final DatagramSocket ng;
    private int cookie;

    private Rtpengine(Process process, DatagramSocket ng) {
        this.process = process;
        this.ng = ng;
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    static Rtpengine start(Path scratch) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "taskset", "-c", "0", PROGRAM.toString(), "--foreground", "--log-stderr", "--log-level=3",
                        "--table=-1", "--interface=127.0.0.1", "--listen-ng=127.0.0.1:" + NG_PORT,
                        "--port-min=" + FIRST_PORT, "--port-max=" + LAST_PORT, "--pidfile=" + scratch.resolve("rtpengine.pid"))
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("rtpengine.log").toFile())
                .start();
        Thread.sleep(2_000);
        if (!process.isAlive()) {
            throw new IOException("rtpengine ended: see " + scratch.resolve("rtpengine.log"));
        }
        var ng = new DatagramSocket();
        ng.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), NG_PORT));
        ng.setSoTimeout(PATIENCE_MILLIS);
        return new Rtpengine(process, ng);
    }

    @Override
    public String name() {
        return "rtpengine";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void connect(String call, Phone caller, Phone callee) throws IOException {
        var offer = new TreeMap<String, Object>(Map.of(
                "command", "offer",
                "call-id", call,
                "from-tag", "a",
                "ICE", "remove",
                "transport-protocol", "RTP/SAVP",
                "sdp", caller.describe(1)));
        int tag = callee.learn(ask(offer));
        var answer = new TreeMap<String, Object>(Map.of(
                "command", "answer",
                "call-id", call,
                "from-tag", "a",
                "to-tag", "b",
                "ICE", "remove",
                "transport-protocol", "RTP/SAVP",
                "sdp", callee.describe(tag)));
        caller.learn(ask(answer));
    }

    @Override
    public void disconnect(String call) throws IOException {
        ask(new TreeMap<>(Map.of("command", "delete", "call-id", call, "from-tag", "a")));
    }

    @Override
    public long liveOctets() {
        return -1;
    }

    /** Asks, and returns the description in the answer, if any. */
    private byte[] ask(TreeMap<String, Object> question) throws IOException {
        String mine = "bench" + cookie++ + " ";
        byte[] octets = (mine + Bencode.text(question)).getBytes(StandardCharsets.ISO_8859_1);
        ng.send(new DatagramPacket(octets, octets.length));
        var answer = new DatagramPacket(new byte[65_535], 65_535);
        ng.receive(answer);
        byte[] said = Arrays.copyOf(answer.getData(), answer.getLength());
        String text = new String(said, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(mine) || !text.contains("6:result2:ok")) {
            throw new IOException("rtpengine says " + text);
        }
        return Bencode.value(text, "sdp").orElse("").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws InterruptedException {
        ng.close();
        process.destroy();
        process.waitFor();
    }
}
