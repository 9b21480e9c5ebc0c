package org.ringfort.edge.b2bua;

import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SubscriptionState;

/**
 * What a party that sends another elsewhere is told of it: 202, then NOTIFY by NOTIFY, each with the status that the new call
 * has come to and nothing else of that call. Owned by the call's thread.
 *
 * @rfc 3515 2.4.4
 * @rfc 6665 4.2
 * @rfc 4488 4
 */
final class Progress {
    private static final String EVENT = "refer";
    private static final ContentType SIPFRAG = new ContentType("message", "sipfrag", Parameters.of("version", "2.0"));
    /** Longer than any plan rings. */
    private static final int SECONDS = 600;

    private final Leg leg;
    private final Event event;
    private Status latest = Status.TRYING;
    private boolean over;

    private Progress(Leg leg, Event event, boolean silent) {
        this.leg = leg;
        this.event = event;
        this.over = silent;
    }

    /** Accepts a REFER of {@code leg}. */
    static Progress accepting(Referral referral, Leg leg) {
        ServerTransaction transaction = referral.request();
        SipResponse accepted = transaction
                .response(Status.ACCEPTED)
                .with(Contact.of(transaction.flow().contact("")))
                .with(Crossing.ALLOW);
        transaction.respond(referral.silent() ? accepted.with(RawHeader.of("Refer-Sub", "false")) : accepted);
        var progress = new Progress(leg, event(transaction.request(), leg.refers()), referral.silent());
        progress.say(SubscriptionState.active(SECONDS));
        return progress;
    }

    /** Every REFER but the first of a dialog is told apart by its number (RFC 3515 2.4.6). */
    private static Event event(SipRequest refer, int earlier) {
        return earlier == 0
                ? Event.of(EVENT)
                : new Event(
                        EVENT,
                        Parameters.of(
                                "id", Integer.toString(refer.headers().cseq().number())));
    }

    /** Somebody rings; said once. */
    void rings() {
        if (latest.code() < Status.RINGING.code()) {
            latest = Status.RINGING;
            say(SubscriptionState.active(SECONDS));
        }
    }

    /** The last word; nothing where it was said already. */
    void ended(Status status) {
        latest = status;
        say(SubscriptionState.terminated("noresource"));
        over = true;
    }

    /** SUBSCRIBE within the dialog: refreshed, or ended by the phone itself. */
    void asked(ServerTransaction subscribe) {
        boolean ours = subscribe
                .request()
                .headers()
                .event()
                .filter(asked -> asked.type().equals(EVENT))
                .isPresent();
        if (!ours || over) {
            subscribe.respond(ours ? Status.CALL_DOES_NOT_EXIST : Status.BAD_EVENT);
            return;
        }
        boolean ends = subscribe.request().headers().expires().orElse(SECONDS) == 0;
        subscribe.respond(subscribe.response(Status.OK).with(new Expires(ends ? 0 : SECONDS)));
        say(ends ? SubscriptionState.terminated("timeout") : SubscriptionState.active(SECONDS));
        over = ends;
    }

    /** The phone does not want a NOTIFY, or no longer knows what it is about. */
    void refused() {
        over = true;
    }

    private void say(SubscriptionState state) {
        if (over || leg.over()) {
            return;
        }
        var fragment = "SIP/2.0 " + latest.code() + " " + latest.reasonPhrase() + "\r\n";
        leg.dialog()
                .ifPresent(dialog ->
                        dialog.request(Method.NOTIFY, Headers.of(event, state, SIPFRAG), Body.ofText(fragment)));
    }
}
