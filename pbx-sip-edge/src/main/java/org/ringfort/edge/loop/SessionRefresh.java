package org.ringfort.edge.loop;

import java.time.Duration;
import java.util.Optional;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.dialog.SessionTimer;
import org.ringfort.edge.dialog.SessionTimers;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.HeaderName;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.MinSe;
import org.ringfort.protocol.sip.header.OptionTags;
import org.ringfort.protocol.sip.header.SessionExpires;
import org.ringfort.protocol.sip.header.SessionExpires.Refresher;

/**
 * The session timer of one dialog: what is agreed about it in either direction, and our refreshes. On the loop only.
 *
 * @rfc 4028 10
 */
final class SessionRefresh {
    /** Who wants more than a day does not want a timer. */
    private static final Duration LONGEST_MINIMUM = Duration.ofDays(1);

    private final Core core;
    private final DialogCell dialog;
    private final SessionClock clock;

    SessionRefresh(Core core, DialogCell dialog) {
        this.core = core;
        this.dialog = dialog;
        this.clock = new SessionClock(core, this::refresh, () -> dialog.tell(new SipEvent.SessionExpired(dialog)));
    }

    void stop() {
        clock.stop();
    }

    /** A request of ours that may refresh, with what is agreed. */
    SipRequest timed(SipRequest request) {
        SessionTimer timer = dialog.state().session();
        if (!timer.runs() || request.headers().has(HeaderName.SESSION_EXPIRES)) {
            return request;
        }
        SipRequest proposed = request.with(new SessionExpires(
                (int) timer.interval().toSeconds(), Optional.of(timer.weRefresh() ? Refresher.UAC : Refresher.UAS)));
        return timer.minimum().compareTo(SessionTimer.SHORTEST) > 0
                ? proposed.with(new MinSe((int) timer.minimum().toSeconds()))
                : proposed;
    }

    /** Our 2xx, with what it agrees to. */
    SipResponse agreed(SipRequest request, SipResponse response) {
        Duration wish = response.headers()
                .sessionExpires()
                .map(said -> Duration.ofSeconds(said.seconds()))
                .orElse(core.settings.sessionExpires());
        SessionTimer timer = SessionTimers.asServer(request, wish, core.settings.minSessionExpires());
        agree(timer);
        SipResponse plain = response.withHeaders(response.headers().without(HeaderName.SESSION_EXPIRES));
        if (!timer.runs()) {
            return plain;
        }
        SipResponse timed = plain.with(new SessionExpires(
                (int) timer.interval().toSeconds(), Optional.of(timer.weRefresh() ? Refresher.UAS : Refresher.UAC)));
        return timer.weRefresh() ? timed : timed.with(OptionTags.require(SessionTimers.TAG));
    }

    /** The 2xx to a request of ours. */
    void answered(SipResponse response) {
        agree(SessionTimers.asClient(response, dialog.state().session().minimum()));
    }

    /** A 422 to a request of ours: whether there is a longer interval to be asked for, as from now on it is. */
    boolean learns(SipResponse refusal) {
        SessionTimer timer = dialog.state().session();
        Duration least = Duration.ofSeconds(refusal.headers().minSe().orElse(0));
        if (!timer.runs() || least.compareTo(timer.minimum()) <= 0 || least.compareTo(LONGEST_MINIMUM) > 0) {
            return false;
        }
        Duration interval = timer.interval().compareTo(least) < 0 ? least : timer.interval();
        dialog.moved(dialog.state().withSession(new SessionTimer(interval, timer.weRefresh(), least)));
        return true;
    }

    private void agree(SessionTimer timer) {
        dialog.moved(dialog.state().withSession(timer));
        clock.restart(timer);
    }

    /** Our refresh is due: UPDATE where the peer knows it, else INVITE with the session as it is. */
    private void refresh() {
        if (dialog.isChanging()) {
            clock.tryAgain(Duration.ofSeconds(5)); // that INVITE will refresh, if it succeeds
            return;
        }
        if (dialog.peerUpdates()) {
            dialog.request(Method.UPDATE, Headers.EMPTY, Body.EMPTY, this::refreshed);
        } else {
            Body session = dialog.localSession();
            Headers type = session.isEmpty() ? Headers.EMPTY : Headers.of(ContentType.SDP);
            dialog.request(Method.INVITE, type, session, this::refreshed);
        }
    }

    /** What came of our refresh: on the loop, as every mailbox is called there. */
    private void refreshed(SipEvent event) {
        if (event instanceof SipEvent.Failed failed) {
            switch (failed.failure()) {
                case GLARE -> clock.tryAgain(DialogRules.afterGlare(dialog.state(), core.random));
                case TIMEOUT -> dialog.tell(new SipEvent.SessionExpired(dialog));
                case UNREACHABLE -> clock.tryAgain(Duration.ofSeconds(5)); // the phone may come back on a new flow
            }
        } else if (event instanceof SipEvent.Response answer
                && answer.response().status().isFinal()) {
            refreshed(answer.transaction().request().method(), answer.response());
        }
    }

    private void refreshed(Method method, SipResponse response) {
        switch (response.status().code()) {
            case 200, 202 -> {
                if (method.equals(Method.INVITE)) {
                    dialog.acknowledge(Headers.EMPTY, Body.EMPTY);
                }
            }
            case 408, 481 -> dialog.tell(new SipEvent.SessionExpired(dialog));
            case 491 -> clock.tryAgain(DialogRules.afterGlare(dialog.state(), core.random));
            case 405, 501 -> {
                dialog.peerUpdates(false);
                clock.tryAgain(Duration.ZERO);
            }
            default -> {} // the session lasts until its time is over
        }
    }
}
