package org.ringfort.edge.routing;

import java.net.InetAddress;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ringfort.protocol.sip.location.Dns;

/** What name servers say, each answer remembered for as long as it holds. Any thread but a loop's; each question blocks for 2 s at most. */
public final class Names implements Dns {
    private final HeldAnswers<Naptr> naptr;
    private final HeldAnswers<Srv> srv;
    private final HeldAnswers<InetAddress> addresses;

    /** @param clockNanos a clock that never jumps */
    public Names(NameServers servers, LongSupplier clockNanos) {
        this(servers, HeldAnswers.Limits.DEFAULT, clockNanos);
    }

    Names(NameServers servers, HeldAnswers.Limits limits, LongSupplier clockNanos) {
        this.naptr = new HeldAnswers<>(servers::naptr, limits, clockNanos);
        this.srv = new HeldAnswers<>(servers::srv, limits, clockNanos);
        this.addresses = new HeldAnswers<>(servers::addresses, limits, clockNanos);
    }

    @Override
    public Answer<Naptr> naptr(String domain) {
        return naptr.answer(domain.toLowerCase(Locale.ROOT));
    }

    @Override
    public Answer<Srv> srv(String name) {
        return srv.answer(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        return addresses.answer(host.toLowerCase(Locale.ROOT));
    }

    /** How many questions nobody answered, or nobody to be believed. */
    public long unanswered() {
        return naptr.unanswered() + srv.unanswered() + addresses.unanswered();
    }
}
