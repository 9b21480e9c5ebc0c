package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.edge.topology.Brought;
import org.ringfort.edge.topology.Diversion;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;

/**
 * What a trunk's carrier is told beside who calls whom: as much as the trunk is set up for.
 *
 * @param step that calls through it
 * @param caller how it writes whom it sees calling; perhaps empty
 */
record TrunkHeaders(Dial step, String caller) {
    /** @rfc 3261 20.26 */
    private static final Header URGENT = RawHeader.of("Priority", "emergency");

    /**
     * Whether it is told who calls; emergency services always are.
     *
     * @rfc 3325 7
     */
    boolean asserted() {
        return step.getEmergency() || names().contains(Brought.ASSERTED_IDENTITY);
    }

    /**
     * Who is sent there by somebody is seen to come from that one: it is under that number that the call goes out, or by it that a
     * call was diverted which goes out under its first caller's.
     */
    Headers of(Waiting waiting, SipUri target, String callId) {
        String by = step.getDivertedAs().isEmpty() ? caller : step.getDivertedAs();
        Optional<Diversion> latest = Optional.of(step.getSentOn())
                .filter(cause -> !by.isEmpty() && !step.getEmergency())
                .flatMap(cause -> switch (cause) {
                    case CAUSE_REDIRECT -> Optional.of(Diversion.Why.UNCONDITIONAL);
                    case CAUSE_TRANSFER -> Optional.of(Diversion.Why.UNKNOWN);
                    case CAUSE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                })
                .map(why -> new Diversion(by, why, step.getWithheld()));
        Headers told = waiting.brought().toTrunk(names(), latest, target, callId);
        return step.getEmergency() ? told.plus(URGENT) : told;
    }

    private List<String> names() {
        return step.hasSends() ? step.getSends().getNamesList() : List.of(Brought.ASSERTED_IDENTITY);
    }
}
