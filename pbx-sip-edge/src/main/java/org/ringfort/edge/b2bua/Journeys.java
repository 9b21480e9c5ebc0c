package org.ringfort.edge.b2bua;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ringfort.protocol.sip.SipRequest;

/** The journeys of all calls that are up, by the legs under which they may come back. Any thread. */
final class Journeys {
    private final Map<Journey.Name, Journey> out = new ConcurrentHashMap<>();

    /** The journey of a call that begins. */
    Journey of(SipRequest invite) {
        return Journey.of(invite, Optional.ofNullable(out.get(Journey.Name.of(invite))));
    }

    /**
     * An INVITE of ours goes out; the call's thread alone.
     *
     * @param call the journey of the call, with whose end the leg is forgotten
     * @param journey what led to this leg
     */
    void goesOn(Journey call, Journey journey, SipRequest invite) {
        Journey.Name leg = Journey.Name.of(invite);
        call.goesOn(leg);
        out.put(leg, journey);
    }

    /** The call is over; the call's thread alone. */
    void over(Journey journey) {
        journey.legs().forEach(out::remove);
    }

    /** Legs that would be known again. */
    int size() {
        return out.size();
    }
}
