package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/**
 * Two loops of ours over a network that loses, delays, reorders and repeats: a call is set up and taken down, and
 * afterwards neither side remembers anything.
 */
class LossyNetworkTest {
    private static final int STEP_MS = 10;

    @Property(tries = 60)
    void calls_come_about_and_leave_nothing(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var network = new Network(new Random(seed), 0.3);
        network.run();
        assertThat(network.isHungUp() || network.gaveUp).isTrue();
        assertThat(network.caller.loop.isIdle()).as("caller forgets").isTrue();
        assertThat(network.callee.loop.isIdle()).as("callee forgets").isTrue();
    }

    @Property(tries = 5)
    void without_loss_nobody_gives_up(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var network = new Network(new Random(seed), 0);
        network.run();
        assertThat(network.gaveUp).isFalse();
        assertThat(network.isHungUp()).isTrue();
    }

    private record Flying(long at, LoopBench to, Flow flow, SipMessage message) {}

    private static final class Network {
        private final LoopBench caller = LoopBench.manual();
        private final LoopBench callee = LoopBench.manual();
        private final Flow toCallee = caller.flow(TransportKind.UDP, "192.0.2.1", 5060);
        private final Flow toCaller = callee.flow(TransportKind.UDP, "192.0.2.1", 5060);
        private final Random random;
        private final double loss;
        private final List<Flying> flying = new ArrayList<>();
        private final List<SipEvent> calleeEvents = new ArrayList<>();
        private boolean gaveUp;
        private long now;

        private Network(Random random, double loss) {
            this.random = random;
            this.loss = loss;
        }

        /** BYE came, once; ACK may have been overtaken by it. */
        private boolean isHungUp() {
            return calleeEvents.stream()
                            .filter(SipEvent.Request.class::isInstance)
                            .count()
                    == 1;
        }

        private void run() {
            callee.loop.handle(Method.INVITE, invite -> {
                invite.openDialog(this::calleeHears);
                invite.respond(Status.RINGING);
                invite.respond(Status.OK);
            });
            caller.loop.send(invite(), toCallee, this::callerHears);
            for (; now < 200_000; now += STEP_MS) {
                caller.pass(Duration.ofMillis(STEP_MS));
                callee.pass(Duration.ofMillis(STEP_MS));
                carry(caller, callee, toCaller);
                carry(callee, caller, toCallee);
                deliver();
            }
        }

        private void callerHears(SipEvent event) {
            if (event instanceof SipEvent.Failed) {
                gaveUp = true;
            }
            if (event instanceof SipEvent.Response answer
                    && answer.response().status().isSuccess()
                    && answer.transaction().request().is(Method.INVITE)) {
                answer.dialog().ifPresent(dialog -> {
                    dialog.ack(Headers.EMPTY, Body.EMPTY);
                    dialog.bye();
                });
            }
        }

        private void calleeHears(SipEvent event) {
            calleeEvents.add(event);
            switch (event) {
                case SipEvent.Request request -> request.transaction().respond(Status.OK);
                case SipEvent.Unacknowledged lost -> {
                    gaveUp = true;
                    lost.dialog().close();
                }
                default -> {}
            }
        }

        private void carry(LoopBench from, LoopBench to, Flow back) {
            for (LoopBench.Sent sent = from.poll(); sent != null; sent = from.poll()) {
                int copies = random.nextDouble() < loss / 3 ? 2 : 1;
                for (int i = 0; i < copies; i++) {
                    if (random.nextDouble() >= loss) {
                        flying.add(new Flying(now + random.nextInt(loss == 0 ? 20 : 400), to, back, sent.message()));
                    }
                }
            }
        }

        private void deliver() {
            List<Flying> due = flying.stream()
                    .filter(one -> one.at() <= now)
                    .sorted(Comparator.comparingLong(Flying::at))
                    .toList();
            flying.removeAll(due);
            due.forEach(one -> one.to().receive(one.flow(), one.message()));
        }

        private static SipRequest invite() {
            SipUri us = SipUri.parse("sip:101@192.0.2.1").orElseThrow();
            return SipRequest.of(
                    Method.INVITE,
                    us,
                    Headers.of(
                            new From(NameAddress.of(us).withTag("caller")),
                            new To(NameAddress.of(us)),
                            new SipCallId("lossy"),
                            new CSeq(1, Method.INVITE)));
        }
    }
}
