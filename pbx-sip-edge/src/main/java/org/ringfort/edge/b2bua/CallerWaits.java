package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.topology.Brought;
import org.ringfort.protocol.sip.Body;

/** Phones are rung for the caller, whose INVITE waits for its final answer. */
final class CallerWaits implements Waiting {
    private final Scene scene;
    private final EarlyChange changes;
    private final Breadth breadth;
    private final Brought brought;
    private @Nullable Leg heard;

    CallerWaits(Scene scene) {
        this.scene = scene;
        this.changes = new EarlyChange(scene);
        this.breadth = scene.caller().breadth();
        this.brought = scene.caller().brought(scene.plan().getInward().getBelievesList());
    }

    @Override
    public Leg leg() {
        return scene.callerLeg();
    }

    @Override
    public String number() {
        return scene.plan().getCaller().getNumber();
    }

    @Override
    public String displayName() {
        return scene.plan().getCaller().getDisplayName();
    }

    @Override
    public boolean anonymous() {
        return scene.caller().anonymous();
    }

    @Override
    public String verstat() {
        return scene.plan().hasInward() ? scene.plan().getIdentity().getVerstat() : "";
    }

    @Override
    public Brought brought() {
        return brought;
    }

    @Override
    public int hopsLeft() {
        return scene.caller().hopsLeft();
    }

    @Override
    public Breadth breadth() {
        return breadth;
    }

    @Override
    public Journey journey() {
        return scene.journey();
    }

    @Override
    public MediaSession.Agreed offer(List<Leg> toward) throws Hangup {
        return scene.offer(toward);
    }

    @Override
    public void rings() {
        scene.caller().ring();
    }

    @Override
    public boolean hears(Leg leg, Body early) {
        if ((heard != null && !heard.equals(leg)) || scene.caller().offersNothing()) {
            return false;
        }
        if (scene.media().answer(leg, scene.callerLeg(), early) instanceof MediaSession.Agreed.Bodies bodies) {
            heard = leg;
            scene.caller().progress(bodies.first());
            return true;
        }
        return false;
    }

    @Override
    public Optional<Leg> heard() {
        return Optional.ofNullable(heard);
    }

    @Override
    public void over(Leg leg) {
        if (leg.equals(heard)) {
            heard = null;
        }
    }

    /** Its offer stands until its INVITE has an answer. */
    @Override
    public void unanswered() {}

    @Override
    public void meanwhile(CallEvent event) throws Hangup {
        if (event instanceof CallEvent.Sip(var leg, var happened) && leg.equals(scene.callerLeg())) {
            scene.caller().whileWaiting(happened, request -> changes.asked(leg, heard(), request));
        } else {
            Scene.stray(event);
        }
    }
}
