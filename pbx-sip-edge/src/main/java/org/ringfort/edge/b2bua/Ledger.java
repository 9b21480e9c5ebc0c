package org.ringfort.edge.b2bua;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.CallState;
import org.ringfort.contract.control.v1.LiveCall;
import org.ringfort.contract.control.v1.LiveParty;
import org.ringfort.contract.control.v1.LiveRecording;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.media.v1.SessionReport;
import org.ringfort.edge.journal.CallJournal;
import org.ringfort.edge.journal.RecordDelivery;
import org.ringfort.edge.lamps.CallWatcher;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written down of one call: its record for the journal, its state for whoever watches. Owned by the call's thread;
 * {@link #live} may be read by any.
 */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private static final int LONGEST_WHY = 4_000;

    private final Clock clock;
    private final CallJournal journal;
    private final RecordDelivery delivery;
    private final Consumer<LiveCall> watchers;
    private final CallWatcher lamps;
    private final CallRecord.Builder record;
    private final List<Leg> legs = new ArrayList<>();
    private CallState state = CallState.CALL_STATE_RINGING;
    private boolean opened;
    private String callerNow = "";
    private String callerNameNow = "";
    private String connectedNow = "";
    private LiveRecording recording = LiveRecording.LIVE_RECORDING_UNSPECIFIED;
    private volatile LiveCall live = LiveCall.getDefaultInstance();

    Ledger(
            String callId,
            Clock clock,
            CallJournal journal,
            RecordDelivery delivery,
            Consumer<LiveCall> watchers,
            CallWatcher lamps) {
        this.clock = clock;
        this.journal = journal;
        this.delivery = delivery;
        this.watchers = watchers;
        this.lamps = lamps;
        this.record = CallRecord.newBuilder().setCallId(callId).setStartedAtMs(clock.millis());
    }

    long now() {
        return clock.millis();
    }

    /** From here on it is a call: it is in the journal before anything rings. */
    void opened(Plan plan, Leg caller) {
        record.setTenantId(plan.getTenantId())
                .setCaller(plan.getCaller().getNumber())
                .setCallerName(plan.getCaller().getDisplayName())
                .setDialled(plan.getDialled())
                .setWhy(plan.getWhy())
                .setRule(plan.getRule());
        if (plan.hasIdentity()) {
            record.setIdentity(plan.getIdentity());
        }
        callerNow = record.getCaller();
        callerNameNow = record.getCallerName();
        legs.add(caller);
        opened = true;
        journal.opened(snapshot());
        publish();
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_STARTED)
                .addKeyValue(Fields.CALL_ID, record.getCallId())
                .addKeyValue(Fields.TENANT, record.getTenantId())
                .addKeyValue("ringfort.rule", record.getRule())
                .log("call started");
    }

    void leg(Leg another) {
        legs.add(another);
    }

    /** Another decision about where the call goes; in the journal before anything comes of it. */
    void decided(String why) {
        String before = record.getWhy();
        if (before.length() + why.length() < LONGEST_WHY) {
            record.setWhy(before.isEmpty() ? why : before + "; " + why);
        }
        journal.answered(snapshot());
    }

    void rung() {
        if (record.getRungAtMs() == 0) {
            record.setRungAtMs(now());
            show();
        }
    }

    /** One of the phones rings. */
    void rung(Leg phone) {
        phone.ringing();
        if (record.getRungAtMs() == 0) {
            record.setRungAtMs(now());
        }
        show();
    }

    /** Those who watch its extensions see the call as it is now. */
    void show() {
        if (opened && state != CallState.CALL_STATE_ENDED) {
            lamps.seen(Sight.of(record.getCallId(), record.getTenantId(), legs, record.getRungAtMs() > 0));
        }
    }

    /** A leg goes to another call; here it has come to its end. */
    void gave(Leg gone) {
        legs.replaceAll(leg -> leg.equals(gone) ? gone.left(now()) : leg);
    }

    /** In the journal before the caller hears it. */
    void answered(String connected) {
        if (record.getAnsweredAtMs() == 0) {
            record.setAnsweredAtMs(now());
        }
        record.setConnected(connected).setStatus(200);
        connectedNow = connected;
        state = CallState.CALL_STATE_ANSWERED;
        journal.answered(snapshot());
        publish();
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_ANSWERED)
                .addKeyValue(Fields.CALL_ID, record.getCallId())
                .addKeyValue(Fields.TENANT, record.getTenantId())
                .log("call answered");
    }

    /**
     * A transfer has brought {@code party} together with another.
     *
     * @param another a number, or an application's name
     * @param callerStays whether the party is who called; where it is not, who was called stays who answered
     */
    void talks(Leg party, String another, boolean callerStays) {
        state = CallState.CALL_STATE_ANSWERED;
        if (callerStays) {
            record.setConnected(another);
        }
        callerNow = party.record().getNumber();
        callerNameNow = callerStays ? record.getCallerName() : "";
        connectedNow = another;
        journal.answered(snapshot());
        publish();
    }

    void held(boolean held) {
        state = held ? CallState.CALL_STATE_HELD : CallState.CALL_STATE_ANSWERED;
        publish();
    }

    /** What the call's recording does now. */
    void recording(LiveRecording now) {
        if (recording != now && state != CallState.CALL_STATE_ENDED) {
            recording = now;
            publish();
        }
    }

    /** Figures of media, as they are now. */
    void measured(SessionReport report) {
        report.getLegsList()
                .forEach(measured -> legs.stream()
                        .filter(leg -> leg.id().equals(measured.getLegId()))
                        .forEach(leg -> leg.measured(measured)));
        if (state != CallState.CALL_STATE_ENDED) {
            publish();
        }
    }

    /** The record is in the journal when this returns; nothing of the call may be changed after. */
    void ended(Hangup how) {
        if (!opened) {
            return;
        }
        Status status = record.getAnsweredAtMs() == 0 ? how.status() : Status.OK;
        long now = now();
        legs.forEach(leg -> leg.ended(leg.record().getAnsweredAtMs() == 0 ? status : Status.OK, now));
        record.setEndedAtMs(now).setStatus(status.code()).setHungUpBy(how.by()).setEndReason(how.why());
        state = CallState.CALL_STATE_ENDED;
        journal.ended(snapshot());
        delivery.ended();
        publish();
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_ENDED)
                .addKeyValue(Fields.CALL_ID, record.getCallId())
                .addKeyValue(Fields.TENANT, record.getTenantId())
                .addKeyValue(Fields.SIP_STATUS, status.code())
                .addKeyValue(Fields.EVENT_REASON, how.why())
                .log("call ended");
    }

    /** The call as a watcher sees it now; any thread. */
    LiveCall live() {
        return live;
    }

    private CallRecord snapshot() {
        CallRecord.Builder whole = record.clone();
        legs.forEach(leg -> whole.addLegs(leg.record()));
        return whole.build();
    }

    private void publish() {
        var now = LiveCall.newBuilder()
                .setCallId(record.getCallId())
                .setTenantId(record.getTenantId())
                .setState(state)
                .setCaller(callerNow)
                .setCallerName(callerNameNow)
                .setDialled(record.getDialled())
                .setConnected(connectedNow)
                .setStartedAtMs(record.getStartedAtMs())
                .setAnsweredAtMs(record.getAnsweredAtMs())
                .setRecording(recording);
        legs.stream()
                .filter(leg -> !leg.over())
                .forEach(leg -> now.addLegs(leg.record().getSecurity())
                        .addParties(LiveParty.newBuilder()
                                .setLegId(leg.id())
                                .setRole(leg.record().getRole())
                                .setNumber(leg.record().getNumber())));
        live = now.build();
        watchers.accept(live);
        show();
    }
}
