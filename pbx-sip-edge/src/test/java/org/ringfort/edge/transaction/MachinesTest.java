package org.ringfort.edge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfort.edge.transaction.Action.*;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the four tables, as RFC 3261 17, RFC 6026 and RFC 4320 have them. */
class MachinesTest {
    private static <S extends Enum<S>, E extends Enum<E>> void row(
            Machine<S, E> machine,
            Class<S> states,
            Class<E> events,
            String from,
            String event,
            String to,
            String does) {
        var step = machine.table().on(Enum.valueOf(states, from), Enum.valueOf(events, event));
        assertThat(step.next().name()).isEqualTo(to);
        List<String> wanted = does == null ? List.of() : List.of(does.split(" "));
        assertThat(step.actions()).extracting(Enum::name).containsExactlyElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "CALLING,PROVISIONAL,PROCEEDING,PASS_UP START_C",
        "CALLING,SUCCESS,ACCEPTED,PASS_UP START_M",
        "CALLING,FAILURE,COMPLETED,SEND_ACK PASS_UP START_D",
        "CALLING,CANCEL,CANCEL_WANTED,",
        "CALLING,TIMER_A,CALLING,RESEND AGAIN_A",
        "CALLING,TIMER_B,TERMINATED,REPORT_TIMEOUT",
        "CALLING,TRANSPORT_ERROR,TERMINATED,REPORT_TRANSPORT_ERROR",
        "CALLING,TIMER_D,CALLING,",
        "CANCEL_WANTED,PROVISIONAL,CANCELLING,PASS_UP SEND_CANCEL START_CANCELLED",
        "CANCEL_WANTED,SUCCESS,ACCEPTED,PASS_UP START_M",
        "CANCEL_WANTED,FAILURE,COMPLETED,SEND_ACK PASS_UP START_D",
        "CANCEL_WANTED,TIMER_A,CANCEL_WANTED,RESEND AGAIN_A",
        "CANCEL_WANTED,TIMER_B,TERMINATED,REPORT_TIMEOUT",
        "PROCEEDING,PROVISIONAL,PROCEEDING,PASS_UP START_C",
        "PROCEEDING,SUCCESS,ACCEPTED,PASS_UP START_M",
        "PROCEEDING,FAILURE,COMPLETED,SEND_ACK PASS_UP START_D",
        "PROCEEDING,CANCEL,CANCELLING,SEND_CANCEL START_CANCELLED",
        "PROCEEDING,TIMER_A,PROCEEDING,",
        "PROCEEDING,TIMER_B,PROCEEDING,",
        "PROCEEDING,TIMER_C,CANCELLING,SEND_CANCEL START_CANCELLED",
        "CANCELLING,SUCCESS,ACCEPTED,PASS_UP START_M",
        "CANCELLING,FAILURE,COMPLETED,SEND_ACK PASS_UP START_D",
        "CANCELLING,TIMER_CANCELLED,TERMINATED,REPORT_TIMEOUT",
        "COMPLETED,FAILURE,COMPLETED,SEND_ACK",
        "COMPLETED,SUCCESS,COMPLETED,",
        "COMPLETED,TIMER_D,TERMINATED,",
        "COMPLETED,TRANSPORT_ERROR,TERMINATED,",
        "ACCEPTED,SUCCESS,ACCEPTED,PASS_UP",
        "ACCEPTED,FAILURE,ACCEPTED,",
        "ACCEPTED,TIMER_M,TERMINATED,"
    })
    void invite_client(String from, String event, String to, String does) {
        row(InviteClient.MACHINE, InviteClient.State.class, InviteClient.Event.class, from, event, to, does);
    }

    @ParameterizedTest
    @CsvSource({
        "TRYING,PROVISIONAL,PROCEEDING,PASS_UP",
        "TRYING,FINAL,COMPLETED,PASS_UP START_K",
        "TRYING,TIMER_E,TRYING,RESEND AGAIN_E",
        "TRYING,TIMER_F,TERMINATED,REPORT_TIMEOUT",
        "TRYING,TRANSPORT_ERROR,TERMINATED,REPORT_TRANSPORT_ERROR",
        "PROCEEDING,PROVISIONAL,PROCEEDING,PASS_UP",
        "PROCEEDING,FINAL,COMPLETED,PASS_UP START_K",
        "PROCEEDING,TIMER_E,PROCEEDING,RESEND SLOW_E",
        "PROCEEDING,TIMER_F,TERMINATED,REPORT_TIMEOUT",
        "COMPLETED,FINAL,COMPLETED,",
        "COMPLETED,TIMER_K,TERMINATED,"
    })
    void non_invite_client(String from, String event, String to, String does) {
        row(NonInviteClient.MACHINE, NonInviteClient.State.class, NonInviteClient.Event.class, from, event, to, does);
    }

    @ParameterizedTest
    @CsvSource({
        "PROCEEDING,REQUEST,PROCEEDING,RESEND",
        "PROCEEDING,SEND_PROVISIONAL,PROCEEDING,SEND START_STILL_TRYING",
        "PROCEEDING,SEND_SUCCESS,ACCEPTED,SEND START_L",
        "PROCEEDING,SEND_FAILURE,COMPLETED,SEND START_G START_H",
        "PROCEEDING,TRANSPORT_ERROR,TERMINATED,REPORT_TRANSPORT_ERROR",
        "PROCEEDING,ACK,PROCEEDING,",
        "COMPLETED,REQUEST,COMPLETED,RESEND",
        "COMPLETED,ACK,CONFIRMED,START_I",
        "COMPLETED,TIMER_G,COMPLETED,RESEND AGAIN_G",
        "COMPLETED,TIMER_H,TERMINATED,",
        "COMPLETED,SEND_SUCCESS,COMPLETED,",
        "CONFIRMED,ACK,CONFIRMED,",
        "CONFIRMED,REQUEST,CONFIRMED,",
        "CONFIRMED,TIMER_G,CONFIRMED,",
        "CONFIRMED,TIMER_I,TERMINATED,",
        "ACCEPTED,REQUEST,ACCEPTED,",
        "ACCEPTED,SEND_SUCCESS,ACCEPTED,SEND",
        "ACCEPTED,ACK,ACCEPTED,PASS_UP",
        "ACCEPTED,TIMER_L,TERMINATED,"
    })
    void invite_server(String from, String event, String to, String does) {
        row(InviteServer.MACHINE, InviteServer.State.class, InviteServer.Event.class, from, event, to, does);
    }

    @ParameterizedTest
    @CsvSource({
        "TRYING,REQUEST,TRYING,",
        "TRYING,SEND_PROVISIONAL,PROCEEDING,SEND",
        "TRYING,SEND_FINAL,COMPLETED,SEND START_J",
        "TRYING,TIMER_F,TERMINATED,REPORT_TIMEOUT",
        "PROCEEDING,REQUEST,PROCEEDING,RESEND",
        "PROCEEDING,SEND_FINAL,COMPLETED,SEND START_J",
        "COMPLETED,REQUEST,COMPLETED,RESEND",
        "COMPLETED,SEND_FINAL,COMPLETED,",
        "COMPLETED,TIMER_J,TERMINATED,",
        "COMPLETED,TRANSPORT_ERROR,TERMINATED,"
    })
    void non_invite_server(String from, String event, String to, String does) {
        row(NonInviteServer.MACHINE, NonInviteServer.State.class, NonInviteServer.Event.class, from, event, to, does);
    }

    @Test
    void rfc3261_a_every_timer_has_its_value() {
        Timers timers = Timers.STANDARD;
        assertThat(timers.first(Timer.A, false)).isEqualTo(Duration.ofMillis(500));
        assertThat(timers.first(Timer.B, false)).isEqualTo(Duration.ofSeconds(32));
        assertThat(timers.first(Timer.C, false)).isGreaterThan(Duration.ofMinutes(3));
        assertThat(timers.first(Timer.D, false)).isGreaterThanOrEqualTo(Duration.ofSeconds(32));
        assertThat(timers.first(Timer.D, true)).isZero();
        assertThat(timers.first(Timer.E, false)).isEqualTo(Duration.ofMillis(500));
        assertThat(timers.first(Timer.F, true)).isEqualTo(Duration.ofSeconds(32));
        assertThat(timers.first(Timer.G, false)).isEqualTo(Duration.ofMillis(500));
        assertThat(timers.first(Timer.H, true)).isEqualTo(Duration.ofSeconds(32));
        assertThat(timers.first(Timer.I, false)).isEqualTo(Duration.ofSeconds(5));
        assertThat(timers.first(Timer.I, true)).isZero();
        assertThat(timers.first(Timer.J, false)).isEqualTo(Duration.ofSeconds(32));
        assertThat(timers.first(Timer.J, true)).isZero();
        assertThat(timers.first(Timer.K, false)).isEqualTo(Duration.ofSeconds(5));
        assertThat(timers.first(Timer.K, true)).isZero();
        assertThat(timers.first(Timer.L, true)).isEqualTo(Duration.ofSeconds(32));
        assertThat(timers.first(Timer.M, true)).isEqualTo(Duration.ofSeconds(32));
        for (Timer repeating : List.of(Timer.A, Timer.E, Timer.G)) {
            assertThat(timers.runs(repeating, true)).isFalse();
            assertThat(timers.runs(repeating, false)).isTrue();
        }
        assertThat(timers.next(Timer.A, Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(16));
        assertThat(timers.next(Timer.E, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
        assertThat(timers.next(Timer.G, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void every_timer_that_is_started_has_its_event() {
        for (Machine<?, ?> machine :
                List.of(InviteClient.MACHINE, NonInviteClient.MACHINE, InviteServer.MACHINE, NonInviteServer.MACHINE)) {
            for (Action action : machine.opening()) {
                action.timer()
                        .ifPresent(timer -> assertThat(machine.event(timer)).isPresent());
            }
        }
        assertThat(START_A.timer()).contains(Timer.A);
        assertThat(PASS_UP.timer()).isEmpty();
    }
}
