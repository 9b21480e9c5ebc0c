package org.ringfort.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    /** Below the range from which systems give ports to whoever asks for any. */
    private static final int LOWEST = 12_000;

    private static final int HIGHEST = 19_000;
    private static final Duration REST = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong();
    private final LoopPorts loop = LoopPorts.apart();

    @Test
    void a_number_that_rests_is_passed_over_while_another_has_rested() throws IOException {
        PortPool pool = pool(2);
        PortPair first = pool.open(loop, false).orElseThrow();
        int number = first.rtp().number();
        first.close();
        nanos.addAndGet(REST.toNanos() / 2);
        assertThat(pool.open(loop, false).orElseThrow().rtp().number()).isNotEqualTo(number);
        assertThat(pool.hurried()).isZero();
    }

    @Test
    void where_all_rest_the_longest_rested_is_used_rather_than_refuse_a_call() throws IOException {
        PortPool pool = pool(1);
        pool.open(loop, false).orElseThrow().close();
        nanos.addAndGet(REST.toNanos() / 50);
        assertThat(pool.open(loop, false)).isPresent();
        assertThat(pool.hurried()).isEqualTo(1);
    }

    @Test
    void no_number_is_used_again_at_once() throws IOException {
        PortPool pool = pool(1);
        pool.open(loop, false).orElseThrow().close();
        nanos.addAndGet(REST.toNanos() / 200);
        assertThat(pool.open(loop, false)).isEmpty();
        assertThat(pool.exhaustions()).isEqualTo(1);
    }

    @Test
    void the_reserve_is_for_help_alone_and_has_an_end() throws IOException {
        PortPool pool = pool(3, 2);
        assertThat(pool.open(loop, false)).isPresent();
        assertThat(pool.open(loop, false)).isEmpty();
        assertThat(pool.reserveInUse()).isZero();
        assertThat(pool.open(loop, true)).isPresent();
        assertThat(pool.open(loop, true)).isPresent();
        assertThat(pool.reserveInUse()).isEqualTo(2);
        assertThat(pool.open(loop, true)).isEmpty();
        assertThat(pool.exhaustions()).isEqualTo(2);
    }

    @Test
    void what_is_given_back_fills_the_reserve_first() throws IOException {
        PortPool pool = pool(3, 2);
        PortPair ordinary = pool.open(loop, false).orElseThrow();
        PortPair help = pool.open(loop, true).orElseThrow();
        ordinary.close();
        nanos.addAndGet(REST.toNanos());
        assertThat(pool.open(loop, false))
                .as("two are free, and both are the reserve")
                .isEmpty();
        help.close();
        nanos.addAndGet(REST.toNanos());
        assertThat(pool.open(loop, false)).isPresent();
        assertThat(pool.open(loop, true)).isPresent();
        assertThat(pool.open(loop, true)).isPresent();
    }

    /** A whole pool without a reserve serves both alike. */
    @Test
    void help_takes_of_the_common_ports_while_there_are_any() throws IOException {
        PortPool pool = pool(4, 2);
        assertThat(pool.open(loop, true)).isPresent();
        assertThat(pool.open(loop, true)).isPresent();
        assertThat(pool.reserveInUse()).isZero();
        assertThat(pool.open(loop, false))
                .as("the last two are for the next who calls for help")
                .isEmpty();
    }

    @Test
    void help_waits_for_no_rest() throws IOException {
        PortPool pool = pool(1, 1);
        pool.open(loop, true).orElseThrow().close();
        assertThat(pool.open(loop, true)).isPresent();
        assertThat(pool.hurried()).isEqualTo(1);
    }

    private PortPool pool(int pairs) throws IOException {
        return pool(pairs, 0);
    }

    /** Ports that were free a moment ago. */
    private PortPool pool(int pairs, int reserve) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int first = freeRange(loopback, pairs * 2);
        return new PortPool(loopback, first, first + pairs * 2 - 1, reserve, REST, nanos::get, new Random(1));
    }

    private static int freeRange(InetAddress loopback, int ports) throws IOException {
        for (int first = LOWEST; first < HIGHEST; first += ports + (ports & 1)) {
            if (allFree(loopback, first, ports)) {
                return first;
            }
        }
        throw new IOException("no " + ports + " ports in a row are free");
    }

    private static boolean allFree(InetAddress loopback, int first, int ports) {
        for (int port = first; port < first + ports; port++) {
            try (DatagramChannel probe = DatagramChannel.open()) {
                probe.bind(new InetSocketAddress(loopback, port));
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
