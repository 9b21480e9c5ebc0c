package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.MailboxCounts;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.HeaderName;

/** Lamps: SUBSCRIBE and NOTIFY through the real loop. */
class SubscriptionTest {
    private static final SipUri MAILBOX = SipUri.parse("sip:101@acme.example").orElseThrow();

    private final EdgeBench edge = new EdgeBench();
    private final Phone phone = edge.phone("101");

    @AfterEach
    void end() {
        edge.close();
    }

    private static MailboxCounts counts(int unheard, int heard) {
        return MailboxCounts.newBuilder().setUnheard(unheard).setHeard(heard).build();
    }

    private void grants(int seconds) {
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId("tenant-1")
                        .setExtension("101")
                        .setExpiresSeconds(asked.getExpiresSeconds() == 0 ? 0 : seconds)
                        .setMailbox(counts(2, 1)))
                .build();
    }

    private SipRequest subscribes(String event, int expires) {
        return phone.asks(
                Method.SUBSCRIBE,
                MAILBOX,
                "sub-1",
                1,
                Event.of(event),
                new Expires(expires),
                Contact.of(SipUri.parse("sip:101@10.0.0.99;transport=tls").orElseThrow()));
    }

    private void changed(int unheard, String... flows) {
        var change = MailboxChanged.newBuilder()
                .setTenantId("tenant-1")
                .setDomain("acme.example")
                .setExtension("101")
                .setCounts(counts(unheard, 1));
        for (String flow : flows) {
            change.addContacts(Target.newBuilder()
                    .setUri("sip:101@10.0.0.99;transport=tls")
                    .setFlow(flow)
                    .setEdgeId(EdgeBench.EDGE));
        }
        edge.app.say(ToEdge.newBuilder().setMailboxChanged(change).build());
    }

    private SipRequest notified() {
        SipRequest notify = phone.hears(Method.NOTIFY);
        edge.loop.receive(phone.flow(), SipResponse.to(notify, Status.OK, "phone-101"));
        return notify;
    }

    @Test
    void rfc3842_4_notified_at_once_and_when_the_counts_change() {
        grants(600);
        subscribes("message-summary", 3600);
        assertThat(phone.hears(200).headers().expires()).hasValue(600);
        SipRequest first = notified();
        assertThat(first.body().text())
                .contains("Messages-Waiting: yes", "Voice-Message: 2/1 (0/0)", "Message-Account: sip:101@acme.example");
        assertThat(first.headers().subscriptionState().orElseThrow().state()).isEqualTo("active");
        changed(0, phone.flow().token());
        assertThat(notified().body().text()).contains("Messages-Waiting: no", "Voice-Message: 0/1");
        assertThat(phone.hasHeard(message -> message.method().equals(Method.NOTIFY)))
                .isFalse();
        assertThat(edge.app.subscribes.getFirst().getEdgeId()).isEqualTo(EdgeBench.EDGE);
    }

    @Test
    void it_expires_and_says_so() {
        grants(1);
        subscribes("message-summary", 1);
        phone.hears(200);
        notified();
        SipRequest last = notified();
        assertThat(last.headers().subscriptionState().orElseThrow().isTerminated())
                .isTrue();
        nothingLeft();
    }

    private void nothingLeft() {
        Until.equal(0, edge.conversations.subscriptions()::running);
        Until.equal(0, edge.conversations.subscriptions()::mailboxes);
    }

    @Test
    void asking_for_zero_gives_one_last_notify() {
        grants(600);
        subscribes("message-summary", 0);
        phone.hears(200);
        assertThat(notified().headers().subscriptionState().orElseThrow().isTerminated())
                .isTrue();
        nothingLeft();
    }

    @Test
    void rfc6665_another_event_is_refused_with_those_we_know() {
        subscribes("conference", 3600);
        assertThat(phone.hears(489).headers().text(HeaderName.ALLOW_EVENTS))
                .contains("dialog, message-summary, presence, reg");
        assertThat(edge.app.subscribes).isEmpty();
        nothingLeft();
    }

    @Test
    void the_apps_refusal_is_the_answer() {
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setRefused(Refused.newBuilder().setStatus(403).setReason("Forbidden"))
                .build();
        subscribes("message-summary", 3600);
        phone.hears(403);
        nothingLeft();
    }

    @Test
    void a_phone_that_forgot_it_ends_it() {
        grants(600);
        subscribes("message-summary", 3600);
        phone.hears(200);
        SipRequest notify = phone.hears(Method.NOTIFY);
        edge.loop.receive(phone.flow(), SipResponse.to(notify, Status.CALL_DOES_NOT_EXIST, "phone-101"));
        nothingLeft();
    }

    @Test
    void a_phone_that_never_subscribed_is_told_all_the_same() {
        changed(3, phone.flow().token(), "a flow that is gone");
        SipRequest notify = notified();
        assertThat(notify.body().text()).contains("Voice-Message: 3/1");
        assertThat(notify.headers().event().orElseThrow().type()).isEqualTo("message-summary");
    }
}
