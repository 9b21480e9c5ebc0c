package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Header;

/** What a recording session hears, when the call ends just then. */
class RecordingInboxTest {
    private static final SipEvent EVENT = new SipEvent.Failed(new Unsent(), SipEvent.Failure.TIMEOUT);

    private final RecordingInbox inbox = new RecordingInbox();

    @Test
    void what_came_before_the_call_was_over_is_heard() throws InterruptedException {
        inbox.post(EVENT);
        inbox.end();
        assertThat(inbox.heard(Long.MAX_VALUE)).isSameAs(EVENT);
        assertThat(inbox.heard(Long.MAX_VALUE)).as("that it is over").isNull();
        assertThat(inbox.isOver()).isTrue();
    }

    @Test
    void who_waits_for_nothing_but_an_event_hears_none_when_the_call_is_over() throws InterruptedException {
        inbox.rests(true);
        inbox.end();
        assertThat(inbox.next(Long.MAX_VALUE)).isNull();
        assertThat(inbox.rests()).isTrue();
    }

    private record Unsent() implements ClientTransaction {
        @Override
        public SipRequest request() {
            throw new IllegalStateException("nothing is sent");
        }

        @Override
        public boolean progressed() {
            return false;
        }

        @Override
        public void cancel(Header... headers) {}

        @Override
        public void abandon(Header... headers) {}
    }
}
