package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.ringfort.edge.topology.Brought;
import org.ringfort.protocol.sip.Body;

/** For whom phones are rung: the caller, or a party of a call that is sent elsewhere. Owned by the call's thread. */
interface Waiting {
    /** The leg that will talk with whoever answers. */
    Leg leg();

    /** Who calls, as those who are rung see it. */
    String number();

    /** Perhaps empty. */
    String displayName();

    /** Whether those who are rung are not to see who it is. */
    boolean anonymous();

    /** What became of verifying its number; empty where nobody did. */
    String verstat();

    /** What its carrier says beside, as far as that is believed. */
    Brought brought();

    /** Hops that a call onward may take. */
    int hopsLeft();

    /** Branches that may be out at once, of all who are called for it together. */
    Breadth breadth();

    /** Where the call has been until it came to this. */
    Journey journey();

    /** Media's offers for {@code toward}, out of what the leg offers or has agreed to. */
    MediaSession.Agreed offer(List<Leg> toward) throws Hangup;

    /** One of those who are rung rings. */
    void rings();

    /** One of them says something before it answers; whether it is heard, as the first who does may be. */
    boolean hears(Leg leg, Body early);

    /** Who is heard before anybody answers. */
    Optional<Leg> heard();

    /** A leg that was rung is over. */
    void over(Leg leg);

    /** Nobody answered of all who were rung together; what comes next begins from what was agreed before. */
    void unanswered();

    /** What happens meanwhile and concerns none of those who are rung. */
    void meanwhile(CallEvent event) throws Hangup;
}
