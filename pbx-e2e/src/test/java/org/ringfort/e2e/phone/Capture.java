package org.ringfort.e2e.phone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What tshark writes down of all that passes a card. */
public final class Capture implements AutoCloseable {
    private final Process process;
    private final Path file;

    private Capture(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /** Starts; returns once packets are being written down. */
    public static Capture on(String card, Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("capture.pcap");
        Path log = directory.resolve("tshark.log");
        Process process = new ProcessBuilder("tshark", "-q", "-n", "-i", card, "-F", "pcap", "-w", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            if (Files.exists(file) && Files.readString(log).contains("Capturing on")) {
                Thread.sleep(500);
                return new Capture(process, file);
            }
            Thread.sleep(100);
        }
        throw new IOException("tshark does not capture: " + Files.readString(log));
    }

    /** Ends the capture; what was written can be read then. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * The part of a capture that has stopped which came from these or went to them: others talk on the same network, and what
     * belongs to earlier tests may do so still (a request over UDP is repeated for half a minute).
     */
    public Capture of(Lan.Station... stations) throws IOException, InterruptedException {
        String filter = Arrays.stream(stations)
                .map(station -> "ip.addr == " + station.address())
                .collect(Collectors.joining(" || "));
        Path part = file.resolveSibling("part.pcap");
        Programs.run("tshark", "-n", "-r", file.toString(), "-Y", filter, "-F", "pcap", "-w", part.toString());
        return new Capture(process, part);
    }

    /** All octets as Latin-1 text, for looking after words in the clear. */
    public String text() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /** How many packets tshark itself recognises by this display filter. */
    public int count(String displayFilter) throws IOException, InterruptedException {
        String lines = Programs.run(
                "tshark", "-n", "-r", file.toString(), "-Y", displayFilter, "-T", "fields", "-e", "frame.number");
        return (int)
                lines.lines().filter(line -> line.strip().matches("[0-9]+")).count();
    }

    /** The payloads of the UDP datagrams from one address to a range of ports, or from there. */
    public List<byte[]> udpPayloads(String sourceAddress, int length) throws IOException, InterruptedException {
        Programs.Answer answer = Programs.run(
                "",
                Duration.ofSeconds(60),
                List.of(
                        "tshark",
                        "-n",
                        "-r",
                        file.toString(),
                        "-Y",
                        "udp && ip.src == " + sourceAddress + " && udp.length >= " + (length + 8),
                        "-T",
                        "fields",
                        "-e",
                        "udp.payload"));
        var payloads = new ArrayList<byte[]>();
        answer.text()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9a-f]+"))
                .forEach(line -> payloads.add(HexFormat.of().parseHex(line)));
        return payloads;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
