package org.ringfort.edge.admission;

import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;

/** What somebody may still ask outside of dialogs, by kind. Any thread. */
final class Allowance {
    private final Bucket invites;
    private final Bucket registers;
    private final Bucket others;

    Allowance(AdmissionSettings.Each rates, long nowNanos) {
        this.invites = new Bucket(rates.invites(), nowNanos);
        this.registers = new Bucket(rates.registers(), nowNanos);
        this.others = new Bucket(rates.others(), nowNanos);
    }

    boolean take(SipRequest request, long nowNanos) {
        Bucket of = request.is(Method.INVITE) ? invites : request.is(Method.REGISTER) ? registers : others;
        return of.take(nowNanos);
    }

    boolean isFull(long nowNanos) {
        return invites.isFull(nowNanos) && registers.isFull(nowNanos) && others.isFull(nowNanos);
    }
}
