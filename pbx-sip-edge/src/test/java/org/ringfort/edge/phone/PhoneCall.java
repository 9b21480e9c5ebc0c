package org.ringfort.edge.phone;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.Contact;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.ReferTo;
import org.ringfort.protocol.sip.header.Replaces;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;

/** One dialog as a phone sees it. */
public final class PhoneCall {
    private final Phone phone;
    private final String callId;
    private final NameAddress local;
    private NameAddress remote;
    private Uri target;
    private int cseq;
    private @Nullable SipRequest invite;

    /** We call. */
    PhoneCall(Phone phone, String callId, NameAddress local, NameAddress remote, Uri target) {
        this.phone = phone;
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.target = target;
    }

    /** We are called. */
    PhoneCall(Phone phone, SipRequest invite) {
        this.phone = phone;
        this.invite = invite;
        this.callId = invite.headers().callId();
        this.local = invite.headers().to().address().withTag("tag-of-" + phone.number());
        this.remote = invite.headers().from().address();
        this.target = invite.headers().contact().orElseThrow().uri();
    }

    /** The INVITE that was sent or heard last. */
    public SipRequest invite() {
        SipRequest here = invite;
        if (here == null) {
            throw new AssertionError("no INVITE yet");
        }
        return here;
    }

    /** As the other end names this dialog, escaped as a URI has it. */
    public String replaces() {
        return callId.replace("@", "%40") + "%3Bto-tag%3D" + remote.tag().orElse("") + "%3Bfrom-tag%3D"
                + local.tag().orElse("");
    }

    /** The same as a header. */
    public Replaces replacesHeader() {
        return new Replaces(callId, remote.tag().orElse(""), local.tag().orElse(""), false);
    }

    public String callId() {
        return callId;
    }

    public Phone phone() {
        return phone;
    }

    /** Sends INVITE or re-INVITE. */
    public void invite(String sdp, Header... more) {
        invite = request(Method.INVITE, sdp.isEmpty() ? Optional.empty() : Optional.of(ContentType.SDP), sdp, more);
    }

    private SipRequest request(Method method, Optional<? extends Header> type, String body, Header... more) {
        SipRequest request = build(method, ++cseq, type, body, phone.via(), more);
        phone.says(request);
        return request;
    }

    private SipRequest build(
            Method method, int number, Optional<? extends Header> type, String body, Header via, Header... more) {
        var headers = Headers.builder()
                .add(via)
                .add(new From(local))
                .add(new To(remote))
                .add(new SipCallId(callId))
                .add(new CSeq(number, method))
                .add(RawHeader.of("User-Agent", "Testphone 1"))
                .add(type);
        if (Arrays.stream(more).noneMatch(Contact.class::isInstance)) {
            headers.add(phone.contact());
        }
        for (Header header : more) {
            headers.add(header);
        }
        return new SipRequest(method, target, headers.build(), Body.ofText(body));
    }

    /** Takes notice of an answer to our INVITE. */
    void learn(SipResponse response) {
        if (response.headers().to().tag().isPresent()) {
            remote = response.headers().to().address();
        }
        response.headers().contact().ifPresent(contact -> target = contact.uri());
    }

    /** Waits for a response to what this call asked; learns the dialog from it. */
    public SipResponse hears(int status) {
        var response = (SipResponse) phone.await(
                status + " in " + callId,
                message -> message instanceof SipResponse heard
                        && heard.status().code() == status
                        && heard.headers().callId().equals(callId));
        if (status > 100
                && status < 300
                && (response.method().equals(Method.INVITE) || response.method().equals(Method.SUBSCRIBE))) {
            remote = response.headers().to().address();
            response.headers().contact().ifPresent(contact -> target = contact.uri());
        }
        return response;
    }

    /** Waits for whatever a request of that method is finally answered with. */
    public SipResponse hearsTheEnd(Method method) {
        return (SipResponse) phone.await(
                "a final response in " + callId,
                message -> message instanceof SipResponse heard
                        && heard.status().isFinal()
                        && heard.method().equals(method)
                        && heard.headers().callId().equals(callId));
    }

    public SipRequest hears(Method method) {
        return (SipRequest) phone.await(
                method + " in " + callId,
                message -> message instanceof SipRequest request
                        && request.is(method)
                        && request.headers().callId().equals(callId));
    }

    /** ACK of a 2xx. */
    public void acks() {
        phone.says(build(Method.ACK, invite().headers().cseq().number(), Optional.empty(), "", phone.via()));
    }

    /** ACK of a 2xx, with a body. */
    public void acks(String sdp) {
        phone.says(
                build(Method.ACK, invite().headers().cseq().number(), Optional.of(ContentType.SDP), sdp, phone.via()));
    }

    /** UPDATE or PRACK with an offer. */
    public void offers(Method method, String sdp, Header... more) {
        request(method, Optional.of(ContentType.SDP), sdp, more);
    }

    public void pracks(Header rack) {
        request(Method.PRACK, Optional.empty(), "", rack);
    }

    /** ACK of a failure, in the transaction. */
    public void acksFailure() {
        phone.says(build(
                Method.ACK,
                invite().headers().cseq().number(),
                Optional.empty(),
                "",
                invite().headers().topVia()));
    }

    public void cancels() {
        phone.says(build(
                Method.CANCEL,
                invite().headers().cseq().number(),
                Optional.empty(),
                "",
                invite().headers().topVia()));
    }

    public void hangsUp() {
        request(Method.BYE, Optional.empty(), "");
    }

    public SipRequest informs(ContentType type, String body) {
        return request(Method.INFO, Optional.of(type), body);
    }

    /** REFER. */
    public SipRequest refers(String to, Header... more) {
        Header[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = new ReferTo(NameAddress.parse("<" + to + ">").orElseThrow());
        return request(Method.REFER, Optional.empty(), "", all);
    }

    /** Waits for a NOTIFY, answers it, and says what its body and its subscription say. */
    public String isTold() {
        SipRequest notify = hears(Method.NOTIFY);
        answers(notify, 200, "");
        return notify.body().text().strip() + " "
                + notify.headers().subscriptionState().orElseThrow().state();
    }

    public void asks(Method method, Header... more) {
        request(method, Optional.empty(), "", more);
    }

    public void asks(Method method) {
        request(method, Optional.empty(), "");
    }

    /** Answers the INVITE that rings. */
    public void answers(int status) {
        answers(invite(), status, "");
    }

    public void answers(int status, String sdp) {
        answers(invite(), status, sdp);
    }

    /** Says this very response to a request. */
    public void answers(SipRequest request, SipResponse response) {
        if (!response.headers().callId().equals(request.headers().callId())) {
            throw new AssertionError("a response to something else");
        }
        phone.says(response);
    }

    public void answers(SipRequest request, int status, String sdp, Header... more) {
        SipResponse response = SipResponse.to(
                        request, Status.of(status), local.tag().orElse("none"))
                .with(phone.contact())
                .with(RawHeader.of("Server", "Testphone 1"));
        for (Header header : more) {
            response = response.with(header);
        }
        phone.says(sdp.isEmpty() ? response : response.with(ContentType.SDP).withBody(Body.ofText(sdp)));
    }
}
