package org.ringfort.edge.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.transaction.InviteClient;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Header;

/**
 * A request of ours between the conversation and its transaction: turns responses into dialogs and events. All but the
 * public methods on the loop.
 */
final class ClientHandle implements ClientTransaction {
    /** Each server on the way may have a shortest session interval of its own. */
    private static final int MOST_REFUSALS = 3;
    /** Whoever answers one INVITE early under more tags than this makes no dialogs: they would fill the table that all share. */
    private static final int MOST_EARLY = 16;
    /** Those that pick up have as much room again. */
    private static final int MOST_FORKS = 2 * MOST_EARLY;

    private final Core core;
    private final SipRequest given;
    private final Optional<DialogCell> within;
    private final Map<DialogId, DialogCell> made = new HashMap<>();
    private Mailbox mailbox;
    private @Nullable ClientCell<?, ?> cell;
    private List<Header> cancelHeaders = List.of();
    private Runnable again = () -> {};
    private int intervalsRefused;
    private boolean abandoned;
    private boolean cancelled;
    private boolean finished;
    private volatile boolean progressed;

    /**
     * A handle.
     *
     * @param within the dialog the request belongs to
     */
    ClientHandle(Core core, SipRequest given, Optional<DialogCell> within, Mailbox mailbox) {
        this.core = core;
        this.given = given;
        this.within = within;
        this.mailbox = mailbox;
    }

    /** A handle whose events nobody wants. */
    static ClientHandle unattended(Core core, SipRequest request) {
        return new ClientHandle(core, request, Optional.empty(), Mailbox.NOBODY);
    }

    /** Begins the transaction; {@code onWire} is what is sent, but for Via. */
    void send(SipRequest onWire, Flow flow) {
        cell = ClientCell.send(core, onWire, flow, this);
    }

    /** What sends it anew in its dialog, as the dialog is by then. */
    void again(Runnable once) {
        again = once;
    }

    @Override
    public SipRequest request() {
        return given;
    }

    @Override
    public boolean progressed() {
        return progressed;
    }

    @Override
    public void cancel(Header... headers) {
        List<Header> wanted = List.of(headers);
        core.post(() -> takeBack(wanted));
    }

    @Override
    public void abandon(Header... headers) {
        List<Header> wanted = List.of(headers);
        core.post(() -> {
            leave();
            // Dialogs of other forks that were made are ours to end; one that the conversation confirmed stays with it.
            made.values().stream().filter(dialog -> !dialog.isAcknowledged()).forEach(DialogCell::sweep);
            takeBack(wanted);
        });
    }

    /** What it was about is over: whoever else picks up yet is told so by us. */
    void leave() {
        abandoned = true;
        mailbox = Mailbox.NOBODY;
    }

    List<Header> cancelHeaders() {
        return cancelHeaders;
    }

    private void takeBack(List<Header> headers) {
        if (cell != null && given.is(Method.INVITE) && !cancelled) {
            cancelled = true;
            cancelHeaders = headers;
            @SuppressWarnings("unchecked") // INVITE runs on the INVITE machine
            var invite = (ClientCell<InviteClient.State, InviteClient.Event>) cell;
            invite.cancel(InviteClient.Event.CANCEL);
        }
    }

    /** A response passed up by the transaction. */
    void received(SipResponse response) {
        progressed = true;
        if (response.status().code() == 100) {
            return;
        }
        Optional<DialogCell> dialog = within.isPresent() ? within : dialogOf(response);
        if (dialog.isPresent() && !dialog.get().received(this, response)) {
            return; // a repeat, or a reliable provisional answer out of order
        }
        if (within.isPresent() && asksForLonger(within.get(), response)) {
            again.run();
            return;
        }
        if (response.status().isFinal()) {
            finished = true;
        }
        if (abandoned) {
            dialog.filter(d -> response.status().isSuccess() && given.is(Method.INVITE))
                    .ifPresent(DialogCell::sweep);
        } else {
            mailbox.post(new SipEvent.Response(this, response, dialog.map(d -> d)));
        }
        if (response.status().isFailure()) {
            dropEarly();
        }
    }

    /**
     * Whether a change or refresh of the session is to be sent again for a longer session timer.
     *
     * @rfc 4028 7.3
     */
    private boolean asksForLonger(DialogCell dialog, SipResponse response) {
        return response.status().equals(Status.SESSION_INTERVAL_TOO_SMALL)
                && (given.is(Method.INVITE) || given.is(Method.UPDATE))
                && !abandoned
                && !cancelled
                && intervalsRefused++ < MOST_REFUSALS
                && dialog.session().learns(response);
    }

    private Optional<DialogCell> dialogOf(SipResponse response) {
        boolean makesOne = given.is(Method.INVITE)
                && !response.status().isFailure()
                && response.headers().to().tag().isPresent();
        if (!makesOne || cell == null) {
            return Optional.empty();
        }
        var state = DialogRules.asClient(cell.request(), response, cell.flow.token());
        DialogCell known = core.dialogs.get(state.id());
        if (known == null) {
            if (made.size() >= (response.status().isProvisional() ? MOST_EARLY : MOST_FORKS)) {
                return Optional.empty();
            }
            known = new DialogCell(core, state, cell.flow, mailbox);
            known.invites(this);
            known.keep();
            made.put(state.id(), known);
        }
        return Optional.of(known);
    }

    void failed(SipEvent.Failure failure) {
        finished = true;
        within.ifPresent(dialog -> dialog.failed(this));
        mailbox.post(new SipEvent.Failed(this, failure));
        dropEarly();
    }

    /** The transaction has left the tables: no other fork will answer. */
    void over(ClientCell<?, ?> ended) {
        if (cell == ended) {
            dropEarly();
            cell = null;
        }
    }

    private void dropEarly() {
        made.values().stream().filter(dialog -> !dialog.isConfirmed()).forEach(DialogCell::end);
    }

    boolean isFinished() {
        return finished;
    }
}
