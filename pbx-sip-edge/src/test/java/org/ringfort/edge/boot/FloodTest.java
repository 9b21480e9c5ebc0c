package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Rate;
import org.ringfort.edge.transport.TransportSettings;

/** A stranger sends without end over UDP; who is registered goes on. */
class FloodTest {
    private static final Rate PLENTY = new Rate(100_000, 100_000);
    private static final AdmissionSettings.Rates RATES = new AdmissionSettings.Rates(
            new Rate(2_000, 2_000),
            PLENTY,
            PLENTY,
            new Rate(20, 50),
            new Rate(20, 50),
            new Rate(5, 20),
            new AdmissionSettings.Each(PLENTY, PLENTY, PLENTY),
            new AdmissionSettings.Each(PLENTY, PLENTY, PLENTY),
            PLENTY);
    private static final int PROBES = 100;

    @TempDir
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong sentOctets = new AtomicLong();
    private final AtomicLong backOctets = new AtomicLong();

    @Test
    void a_flood_comes_through_in_drops_and_who_is_registered_is_served() throws Exception {
        try (FrontUnderTest edge = FrontUnderTest.open(
                        folder,
                        new TransportSettings.Room(200, 100, 60, 40),
                        AdmissionSettings.DEFAULT.withRates(RATES));
                var phone = new DatagramSocket(0, FrontUnderTest.LOOPBACK);
                var stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"))) {
            assertThat(register(edge, phone)).startsWith("SIP/2.0 200");
            long begun = System.nanoTime();
            List<Thread> flood = List.of(
                    Thread.ofPlatform().start(() -> flood(edge, stranger)),
                    Thread.ofPlatform().start(() -> listen(stranger)));
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < PROBES; i++) {
                answers.add(register(edge, phone));
                Thread.sleep(10);
            }
            over.set(true);
            for (Thread thread : flood) {
                thread.join();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            long ofStranger = edge.asked.stream()
                    .filter(one -> one.flow().remoteAddress().equals("127.0.0.2"))
                    .count();
            System.out.printf(
                    "%d datagrams in %.1f s, %d came through; %d octets in, %d back%n",
                    sent.get(), seconds, ofStranger, sentOctets.get(), backOctets.get());
            assertThat(answers)
                    .as("each asked again for as long as a phone does")
                    .allMatch("SIP/2.0 200 OK"::equals);
            assertThat(sent.get()).isGreaterThan(2_000);
            assertThat(ofStranger).isBetween(1L, (long) (50 + 20 * (seconds + 1)));
            assertThat(backOctets.get()).isBetween(1L, 2 * sentOctets.get());
        }
    }

    /** As a phone does: the same again where no answer comes. */
    private static String register(FrontUnderTest edge, DatagramSocket phone) throws IOException {
        String request = FrontUnderTest.request("REGISTER", "UDP", "101", FrontUnderTest.credentials("101"));
        String answer = "";
        for (int i = 0; i < 30 && answer.isEmpty(); i++) {
            answer = FrontUnderTest.ask(phone, edge.address("udp"), request, Duration.ofSeconds(1));
        }
        return answer;
    }

    private void flood(FrontUnderTest edge, DatagramSocket stranger) {
        try {
            while (!over.get()) {
                byte[] octets = FrontUnderTest.bytes(FrontUnderTest.request("REGISTER", "UDP", "666", ""));
                stranger.send(new DatagramPacket(octets, octets.length, edge.address("udp")));
                sent.incrementAndGet();
                sentOctets.addAndGet(octets.length);
                if (sent.get() % 100 == 0) {
                    LockSupport.parkNanos(
                            10_000_000); // some 10,000 each second: more than this machine is sure to read
                }
            }
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private void listen(DatagramSocket stranger) {
        try {
            while (!over.get()) {
                backOctets.addAndGet(
                        FrontUnderTest.hear(stranger, Duration.ofMillis(200)).length());
            }
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
