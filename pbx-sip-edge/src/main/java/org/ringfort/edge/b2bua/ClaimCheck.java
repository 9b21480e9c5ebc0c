package org.ringfort.edge.b2bua;

import java.util.HashSet;
import java.util.Set;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.topology.Claims;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.digest.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a device that says it is somebody else than it proved to be. The call goes on under the name that was proved, since
 * many a phone is only badly set up; that it claims another is written down. Where its tenant wants it, such a call is refused
 * instead; a call for help never is.
 */
final class ClaimCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimCheck.class);
    private static final String WHY = "From, P-Asserted-Identity or Remote-Party-ID name somebody else";

    private ClaimCheck() {}

    /** Compares what the INVITE of a call says with the device that the app knows its sender to be; a carrier is none. */
    static void of(Scene scene, SipRequest invite, boolean emergency) throws Hangup {
        if (scene.plan().getCaller().getDeviceId().isEmpty()) {
            return;
        }
        Set<String> own = new HashSet<>();
        own.add(scene.plan().getCaller().getNumber());
        invite.headers().digestCredentials().stream()
                .map(Credentials.Digest::username)
                .forEach(own::add);
        Claims claims = scene.caller().claims();
        if (claims.foreign(own).isPresent()) {
            boolean refused = scene.plan().getRefusesFalseClaims() && !emergency;
            told(scene, refused ? Events.CALL_IDENTITY_REFUSED : Events.CALL_IDENTITY_REPLACED);
            if (refused) {
                throw Hangup.bySystem(Status.FORBIDDEN, "a false claim of who calls");
            }
        }
    }

    private static void told(Scene scene, String event) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, event)
                .addKeyValue(Fields.CALL_ID, scene.callId())
                .addKeyValue(Fields.TENANT, scene.plan().getTenantId())
                .addKeyValue(Fields.EXTENSION, scene.plan().getCaller().getNumber())
                .addKeyValue(Fields.SOURCE_IP, scene.callerLeg().record().getRemoteAddress())
                .addKeyValue(Fields.EVENT_REASON, WHY)
                .log("a device says it is another");
        var report = SecurityEvent.newBuilder()
                .setName(event)
                .setTenantId(scene.plan().getTenantId())
                .setAccount(scene.plan().getCaller().getNumber())
                .setDetail(WHY);
        scene.callerLeg().flow().ifPresent(flow -> report.setSource(RequestFacts.source(flow)));
        scene.app().reports().report(report);
    }
}
