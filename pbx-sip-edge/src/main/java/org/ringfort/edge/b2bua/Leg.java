package org.ringfort.edge.b2bua;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.LegRole;
import org.ringfort.contract.control.v1.LegSecurity;
import org.ringfort.contract.media.v1.LegReport;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.edge.lamps.CallSeen;
import org.ringfort.edge.loop.ClientTransaction;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.tls.PeerCertificate;
import org.ringfort.kernel.id.LegId;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Status;

/** One side of a call: what is known of it, and by what it is reached. Owned by the call's thread. */
final class Leg {
    private final String id;
    private final MediaPolicy policy;
    private final Optional<Flow> flow;
    private final CallLeg.Builder record;
    private volatile @Nullable Inbox home;
    private volatile @Nullable Dialog dialog;
    private @Nullable ClientTransaction invite;
    private @Nullable Body earlyAnswer;
    private CallSeen.Party shown = CallSeen.Party.NOBODY;
    private CallSeen.Party faces = CallSeen.Party.NOBODY;
    private boolean rings;
    private boolean held;
    private int refers;
    private boolean helps;
    private boolean over;

    private Leg(String id, Optional<Flow> flow, MediaPolicy policy, CallLeg.Builder record) {
        this.id = id;
        this.flow = flow;
        this.policy = policy;
        this.record = record;
    }

    private Leg(LegRole role, Optional<Flow> flow, MediaPolicy policy, long now) {
        this.id = LegId.next().toString();
        this.policy = policy;
        this.flow = flow;
        this.record = CallLeg.newBuilder().setLegId(id).setRole(role).setStartedAtMs(now);
        var security = LegSecurity.newBuilder().setLegId(id);
        flow.ifPresent(by -> {
            security.setTransport(RequestFacts.transport(by.transport())).setLegacyZone(by.zone());
            by.tls()
                    .ifPresent(tls -> security.setTlsVersion(tls.version())
                            .setTlsCipher(tls.cipher())
                            .setTlsGroup(tls.group())
                            .setTlsClient(
                                    tls.client().map(PeerCertificate::subject).orElse("")));
            record.setRemoteAddress(by.remoteAddress());
        });
        record.setSecurity(security);
    }

    static Leg caller(Flow flow, MediaPolicy policy, long now) {
        return new Leg(LegRole.LEG_ROLE_CALLER, Optional.of(flow), policy, now);
    }

    static Leg callee(Optional<Flow> flow, MediaPolicy policy, String number, String deviceId, String why, long now) {
        var leg = new Leg(LegRole.LEG_ROLE_CALLEE, flow, policy, now);
        leg.record.setNumber(number).setDeviceId(deviceId).setWhy(why);
        return leg;
    }

    String id() {
        return id;
    }

    /** "caller" or "callee", for words about the call. */
    String name() {
        return record.getRole() == LegRole.LEG_ROLE_CALLER ? "caller" : "callee";
    }

    /** Whether it is a carrier's: without a device, and without rights with which it could send anybody elsewhere. */
    boolean outside() {
        return record.getDeviceId().isEmpty();
    }

    MediaPolicy policy() {
        return policy;
    }

    /** Whether nobody between us and the peer can read the signalling, so that keys may travel in it. */
    boolean secured() {
        return flow.map(by -> by.transport().isSecured()).orElse(false);
    }

    /** The flow that the leg began on; empty where there was none. */
    Optional<Flow> flow() {
        return flow;
    }

    /** The address its signalling comes from, in text; empty where it has no flow. */
    String signallingHost() {
        return record.getRemoteAddress();
    }

    /** What goes into the call record; the call's thread writes it. */
    CallLeg.Builder record() {
        return record;
    }

    /** Whose it is; any thread, of a leg that is a party of its call. */
    String number() {
        return record.getNumber();
    }

    /** An emergency service is called by it; told before it is a party. */
    void helps() {
        helps = true;
    }

    /** Whether an emergency service is there; any thread, of a leg that is a party of its call. */
    boolean isHelp() {
        return helps;
    }

    /** What is written of it in a call that it has left for another. */
    Leg left(long now) {
        var past = new Leg(id, flow, policy, record.clone());
        past.ended(Status.OK, now);
        return past;
    }

    /** From now on what happens on the leg goes there. */
    void at(Inbox inbox) {
        home = inbox;
    }

    /** Something happened on the leg; any thread. */
    void hears(SipEvent event) {
        Inbox to = home;
        if (to != null) {
            to.post(new CallEvent.Sip(this, event));
        }
    }

    /** Whether it is this dialog by which the peer is reached; any thread. */
    boolean holds(DialogId wanted) {
        return dialog().filter(held -> held.state().id().equals(wanted)).isPresent();
    }

    Optional<Dialog> dialog() {
        return Optional.ofNullable(dialog);
    }

    void dialog(Dialog made) {
        dialog = made;
    }

    Optional<ClientTransaction> invite() {
        return Optional.ofNullable(invite);
    }

    void invite(ClientTransaction sent) {
        invite = sent;
    }

    /** Whom those who watch another leg see here; nobody, where this one is not to be named. */
    CallSeen.Party shown() {
        return shown;
    }

    void shown(String name) {
        shown = new CallSeen.Party(record.getNumber(), name);
    }

    /** With whom those who watch it see it. */
    CallSeen.Party faces() {
        return faces;
    }

    void faces(CallSeen.Party other) {
        faces = other;
    }

    /** From now on the two are together. Where one of them is not to be named, neither is shown with whom it talks. */
    void meets(Leg other) {
        boolean nameless = shown.isNobody() || other.shown.isNobody();
        faces = nameless ? CallSeen.Party.NOBODY : other.shown;
        other.faces = nameless ? CallSeen.Party.NOBODY : shown;
    }

    /** From now on an application serves it, which was called by that number. */
    void meets(String application) {
        faces = shown.isNobody() ? shown : new CallSeen.Party(application, "");
    }

    boolean rings() {
        return rings;
    }

    void ringing() {
        rings = true;
    }

    /** What the peer answered before it picked up. */
    Optional<Body> earlyAnswer() {
        return Optional.ofNullable(earlyAnswer);
    }

    void earlyAnswer(Body answer) {
        earlyAnswer = answer;
    }

    /** How many REFERs of its dialog were accepted before; counts this one. */
    int refers() {
        return refers++;
    }

    boolean held() {
        return held;
    }

    void held(boolean now) {
        held = now;
    }

    /** Whether nothing more is to be said to the peer: it failed, was cancelled, or BYE has passed. */
    boolean over() {
        return over;
    }

    void answered(long now) {
        record.setStatus(200).setAnsweredAtMs(now);
    }

    /** The leg has come to its end; only the first end counts. */
    void ended(Status status, long now) {
        if (!over) {
            over = true;
            record.setEndedAtMs(now);
            if (record.getAnsweredAtMs() == 0) {
                record.setStatus(status.code());
            }
        }
    }

    /** Whether its keys are, or would be, those of the two who talk alone: by its policy, or as media said when it last measured. */
    boolean endToEnd() {
        return record.getSecurity().getKeying() == Keying.KEYING_ZRTP
                || policy.getKeyingsList().contains(Keying.KEYING_ZRTP);
    }

    /** What media has measured. */
    void measured(LegReport report) {
        record.getSecurityBuilder().setKeying(report.getKeying()).setProfile(report.getProfile());
        record.setCodec(report.getCodec())
                .setPacketsAuthenticated(report.getPacketsAuthenticated())
                .setPacketsRefused(report.getPacketsRefused())
                .setPacketsClear(report.getPacketsClear())
                .setPacketsSent(report.getPacketsSent())
                .setPacketsLost(report.getPacketsLost())
                .setJitterUs(report.getJitterUs())
                .setMeasures(report.getMeasures());
    }
}
