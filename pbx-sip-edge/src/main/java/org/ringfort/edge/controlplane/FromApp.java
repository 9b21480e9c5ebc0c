package org.ringfort.edge.controlplane;

import java.util.List;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BanList;
import org.ringfort.contract.control.v1.DropFlows;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.contract.control.v1.TraceWanted;

/** What the app says unasked. Called on the stream's threads: implementations hand over and return. */
public interface FromApp {
    /** The stream is up: what must reach the app, however often said already, is to be said again. */
    void attached();

    /** The stream is gone: applications have lost their driver. */
    void detached();

    /** Who carries out what it orders of single calls. */
    CallOrders calls();

    /** A mailbox has other counts than before: its phones are to be told. */
    void mailboxChanged(MailboxChanged change);

    void registrationChanged(RegistrationChanged change);

    /** A call's record is committed: it need not be said again. */
    void recordStored(String callId);

    /** Somebody looks into a call: what was said in it. */
    void traceWanted(TraceWanted wish);

    /** Close these connections. */
    void dropFlows(DropFlows order);

    /** Whom not to speak with: these and no others. */
    void bans(BanList list);

    /** What has changed about it. */
    void bans(BanChange change);

    /** Which gateways to ask whether they are there. */
    void watch(GatewayWatch order);

    /** Which numbers call for help: these, and none of those before. */
    void emergencyNumbers(List<String> numbers);
}
