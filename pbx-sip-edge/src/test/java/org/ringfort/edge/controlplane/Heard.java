package org.ringfort.edge.controlplane;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BanList;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.LeadConference;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.PauseRecording;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.contract.control.v1.TraceWanted;
import org.ringfort.contract.control.v1.Verb;

/** What the app says unasked, kept as words. */
final class Heard implements FromApp, CallOrders {
    final List<String> words = new CopyOnWriteArrayList<>();

    @Override
    public void attached() {
        words.add("attached");
    }

    @Override
    public void detached() {
        words.add("detached");
    }

    @Override
    public CallOrders calls() {
        return this;
    }

    @Override
    public void verb(Verb verb) {
        words.add("verb " + verb.getVerbId());
    }

    @Override
    public void hangUp(HangUp order) {
        words.add("hangUp " + order.getCallId());
    }

    @Override
    public void lead(LeadConference order) {
        words.add("lead " + order.getCallId() + " " + order.getLegId() + " " + order.getAct());
    }

    @Override
    public void pauseRecording(PauseRecording order) {
        words.add("pauseRecording " + order.getCallId() + " " + order.getPaused());
    }

    @Override
    public void mailboxChanged(MailboxChanged change) {
        words.add("mailbox " + change.getExtension());
    }

    @Override
    public void registrationChanged(RegistrationChanged change) {
        words.add("registration " + change.getExtension());
    }

    @Override
    public void recordStored(String callId) {
        words.add("stored " + callId);
    }

    @Override
    public void traceWanted(TraceWanted wish) {
        words.add("trace " + wish.getCallId());
    }

    @Override
    public void dropFlows(DropFlows order) {
        words.add("drop " + order.getFlowsList());
    }

    @Override
    public void bans(BanList list) {
        words.add("bans " + list.getBansCount());
    }

    @Override
    public void bans(BanChange change) {
        words.add("lifted " + change.getLiftedList());
    }

    @Override
    public void watch(org.ringfort.contract.control.v1.GatewayWatch order) {}

    @Override
    public void emergencyNumbers(List<String> numbers) {}
}
