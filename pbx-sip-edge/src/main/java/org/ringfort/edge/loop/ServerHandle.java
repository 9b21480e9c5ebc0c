package org.ringfort.edge.loop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.transaction.NonInviteServer;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.HeaderName;

/** A request between its transaction and the conversation that answers it. All but the public methods on the loop. */
final class ServerHandle implements ServerTransaction {
    private final Core core;
    private final SipRequest request;
    private final Flow flow;
    private final String localTag;
    private final List<SipEvent> early = new ArrayList<>(2);
    private volatile @Nullable DialogCell dialog;
    private @Nullable Mailbox mailbox;
    private @Nullable ServerCell<?, ?> cell;
    private boolean answered;

    /**
     * A handle.
     *
     * @param within the dialog that the request belongs to
     */
    ServerHandle(Core core, SipRequest request, Flow flow, @Nullable DialogCell within) {
        this.core = core;
        this.request = request;
        this.flow = flow;
        this.dialog = within;
        this.localTag = request.headers().to().tag().orElseGet(core::newTag);
    }

    /** Begins the transaction; answers take {@code answerTo}. */
    void begin(Keys.Server key, Flow answerTo) {
        cell = ServerCell.begin(core, key, answerTo, this);
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public boolean isEmergency() {
        return core.emergencies.test(request);
    }

    @Override
    public Flow flow() {
        return flow;
    }

    @Override
    public String localTag() {
        return localTag;
    }

    @Override
    public SipResponse response(Status status) {
        return status.code() == 100 ? SipResponse.to(request, status) : SipResponse.to(request, status, localTag);
    }

    @Override
    public void respond(SipResponse response) {
        core.post(() -> send(response));
    }

    @Override
    public Dialog openDialog(Mailbox listener) {
        DialogCell opened = dialog;
        if (opened == null) {
            DialogCell fresh =
                    new DialogCell(core, DialogRules.asServer(request, localTag, flow.token()), flow, listener);
            dialog = fresh;
            opened = fresh;
            core.post(() -> {
                fresh.invitedBy(this);
                fresh.keep();
                mailbox = listener;
                early.forEach(listener::post);
                early.clear();
            });
        }
        return opened;
    }

    @Override
    public void proved() {
        core.post(() -> core.wire.proved(flow, request));
    }

    /** Answers: dialog matters first, then the transaction. */
    void send(SipResponse response) {
        if (answered) {
            core.metrics.dropped("answered-twice");
            return;
        }
        if (request.is(Method.INVITE)) {
            sendForInvite(decorated(response));
        } else if (NonInviteServer.maySend(response.status().code())) {
            sendForOther(decorated(response));
        } else {
            core.metrics.dropped("forbidden-by-rfc4320");
        }
    }

    private void sendForInvite(SipResponse response) {
        DialogCell concerned = dialog;
        if (concerned == null || response.status().code() == 100) {
            transmit(response);
        } else {
            concerned.sending(this, response);
        }
    }

    private void sendForOther(SipResponse response) {
        DialogCell concerned = dialog;
        transmit(concerned == null ? response : concerned.decorated(this, response));
        if (concerned != null && response.status().isFinal()) {
            concerned.sent(this, response);
        }
    }

    /** Hands a response to the transaction as it is. */
    void transmit(SipResponse response) {
        if (response.status().isFinal()) {
            answered = true;
            mailbox = null; // from now on there is nothing to tell, and the transaction stays for half a minute
        }
        if (proves(response)) {
            core.wire.proved(flow, request);
        }
        if (cell != null) {
            cell.send(response);
        }
    }

    /** Whether the answer says that the app took the request's credentials: those within a dialog it is not asked about. */
    private boolean proves(SipResponse response) {
        return response.status().code() > 100
                && !response.status().isFailure()
                && !request.isInDialog()
                && (request.is(Method.REGISTER) || request.is(Method.INVITE) || request.is(Method.SUBSCRIBE))
                && !request.headers().digestCredentials().isEmpty();
    }

    private SipResponse decorated(SipResponse response) {
        SipResponse result = response;
        if (response.status().code() > 100 && response.headers().to().tag().isEmpty()) {
            result = result.with(result.headers().to().withTag(localTag));
        }
        boolean wantsContact = dialog != null
                && response.status().code() > 100
                && !response.status().isFailure()
                && (request.is(Method.INVITE) || request.is(Method.SUBSCRIBE) || request.is(Method.UPDATE));
        if (wantsContact && !result.headers().has(HeaderName.CONTACT)) {
            result = result.with(Contact.of(flow.contact("")));
        }
        if (request.is(Method.INVITE)
                && !response.status().isFailure()
                && response.status().code() > 100) {
            result = result.with(Extensions.ALLOW).with(Extensions.SUPPORTED);
        }
        return result;
    }

    boolean isAnswered() {
        return answered;
    }

    /** CANCEL came and has been answered. */
    void cancelled(SipRequest cancel) {
        if (!answered) {
            tell(new SipEvent.Cancelled(this, cancel));
        }
    }

    void acknowledged(SipRequest ack) {
        DialogCell concerned = dialog;
        if (concerned != null) {
            concerned.acknowledged(ack);
        }
    }

    /** No answer can reach the peer any more. */
    void lost() {
        boolean matters = !answered;
        answered = true;
        DialogCell concerned = dialog;
        if (concerned != null) {
            concerned.lost(this);
        }
        if (matters && request.is(Method.INVITE)) {
            tell(new SipEvent.Abandoned(this));
        }
    }

    private void tell(SipEvent event) {
        DialogCell concerned = dialog;
        if (mailbox != null) {
            mailbox.post(event);
        } else if (concerned != null && request.isInDialog()) {
            concerned.tell(event);
        } else {
            early.add(event);
        }
    }
}
