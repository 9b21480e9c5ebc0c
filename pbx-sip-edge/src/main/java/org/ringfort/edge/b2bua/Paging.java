package org.ringfort.edge.b2bua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.ringfort.contract.control.v1.Page;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.edge.loop.Dialog;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.topology.AutoAnswer;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Reason;

/**
 * One step of the plan that lets many hear one. The caller is answered by media, and each phone is called by a leg of its own that asks
 * it to answer by itself; whoever answers sits in a conference where nobody hears him. A tone tells the caller that somebody listens, and
 * from then on he is heard.
 *
 * <p>A phone that ends, refuses, rings too long or talks nonsense leaves; only the caller, the time, and the last listener's going end
 * the page. Nobody who is in a call is called, and no phone that keys end to end: nothing here could speak to it.
 */
final class Paging {
    private static final int LONGEST_SECONDS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_TONE = Duration.ofSeconds(5);
    private static final Sound TONE = Sound.newBuilder().setPrompt("beep").build();
    private static final Sound NOBODY =
            Sound.newBuilder().setPrompt("not-available").build();

    private final Scene scene;
    private final Waiting waiting;
    private final Page step;
    private final String why;
    private final Line line;
    private final EarlyChange changes;
    private final Invitations invitations;
    private final Forks forks;
    private final ConferenceOrder order;
    private final Map<Leg, PagedPhone> phones = new LinkedHashMap<>();
    private final List<Status> failures = new ArrayList<>();
    private boolean heard;

    Paging(Scene scene, Waiting waiting, Page step, String why) {
        this.scene = scene;
        this.waiting = waiting;
        this.step = step;
        this.why = why;
        this.line = new Line(scene, scene.callerLeg());
        this.changes = new EarlyChange(scene);
        this.invitations = new Invitations(scene, waiting);
        this.forks = new Forks(waiting.breadth());
        this.order = ConferenceOrder.newBuilder()
                .setConferenceId("page/" + scene.callId())
                .setMost(PagePlaces.MOST_OF_TENANT + 1)
                .build();
    }

    /** Never returns but by {@link Hangup}. */
    void run() throws Hangup, InterruptedException {
        choose();
        int called = forks.waiting().size();
        if (called == 0) {
            throw Hangup.bySystem(best(), "nobody to be paged");
        }
        String tenant = scene.plan().getTenantId();
        if (!scene.calls().pagePlaces().take(tenant, called)) {
            throw Hangup.bySystem(Status.BUSY_HERE, "too many phones are paged just now");
        }
        try {
            answer();
            untilOver(Scene.in(Duration.ofSeconds(Math.clamp(step.getSeconds(), 1, LONGEST_SECONDS))));
        } finally {
            end();
            scene.calls().pagePlaces().giveBack(tenant, called);
        }
    }

    /** All hear of it before media is asked for anything, which may hang. */
    private void end() {
        List<PagedPhone> here =
                phones.values().stream().filter(phone -> !phone.over()).toList();
        here.forEach(phone -> {
            if (phone.hears()) {
                phone.leg().dialog().ifPresent(Dialog::bye);
            } else {
                phone.leg().invite().ifPresent(invite -> invite.abandon());
            }
            phone.leg()
                    .ended(
                            phone.hears() ? Status.OK : Status.REQUEST_TERMINATED,
                            scene.ledger().now());
        });
        here.forEach(phone -> phone.close(scene.ledger()));
    }

    // ------------------------------------------------------------------ whom

    /** Each number is one member, who may have several phones; the one who pages is none. */
    private void choose() {
        Map<String, Ring.Builder> members = new LinkedHashMap<>();
        step.getTargetsList().stream()
                .filter(target -> !target.getNumber().equals(waiting.number()))
                .forEach(target -> members.computeIfAbsent(
                                target.getNumber(), number -> Ring.newBuilder().setNumber(number))
                        .addTargets(target));
        members.values().forEach(member -> choose(member.build()));
    }

    private void choose(Ring member) {
        boolean busy = busy(member.getNumber());
        for (Fork phone : Fork.of(member, why, member.getTargetsList())) {
            Target first = phone.flows().element();
            phone.flows().removeIf(Predicate.not(target -> flow(target).isPresent()));
            if (busy || phone.flows().isEmpty()) {
                leftOut(phone, first, busy ? Status.BUSY_HERE : Status.TEMPORARILY_UNAVAILABLE);
            } else if (forks.waiting().size() >= PagePlaces.MOST_OF_TENANT) {
                leftOut(phone, first, Status.TEMPORARILY_UNAVAILABLE);
            } else {
                forks.waiting().add(phone);
            }
        }
    }

    private void leftOut(Fork phone, Target target, Status status) {
        leg(phone, target, flow(target)).ended(status, scene.ledger().now());
        failures.add(status);
    }

    private boolean busy(String number) {
        return scene.calls().busy(scene.plan().getTenantId(), number, scene.callId());
    }

    private Optional<Flow> flow(Target target) {
        return target.getEdgeId().equals(scene.settings().edgeId())
                ? scene.signalling().flow(target.getFlow())
                : Optional.empty();
    }

    private Leg leg(Fork phone, Target target, Optional<Flow> flow) {
        Leg leg = Leg.callee(
                flow,
                target.getMedia(),
                phone.step().getNumber(),
                target.getDeviceId(),
                phone.why(),
                scene.ledger().now());
        leg.shown("");
        leg.faces(waiting.leg().shown());
        scene.ledger().leg(leg);
        return leg;
    }

    private Status best() {
        return Crossing.best(failures).orElse(Status.TEMPORARILY_UNAVAILABLE);
    }

    // ------------------------------------------------------------------ who pages

    private void answer() throws Hangup, InterruptedException {
        Leg pager = scene.callerLeg();
        scene.offer(List.of());
        Body answer = scene.settled(pager, scene.media().terminate(pager)).first();
        pager.answered(scene.ledger().now());
        scene.ledger().answered(scene.plan().getDialled());
        scene.caller().answer(answer);
        if (scene.caller().offersNothing()) {
            line.awaitAnswer();
        }
        scene.ledger().measured(scene.media().report());
    }

    /** Somebody listens: he hears so, and is heard. */
    private void speaks() throws Hangup, InterruptedException {
        heard = true;
        play(TONE);
        if (scene.media()
                .confer(scene.callerLeg(), order)
                .filter(reply -> reply.getJoined())
                .isEmpty()) {
            throw Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "media refused the page");
        }
    }

    private void play(Sound sound) throws Hangup, InterruptedException {
        OptionalInt playing = scene.media().play(scene.callerLeg(), List.of(sound));
        long deadline = Scene.in(LONGEST_TONE);
        while (playing.isPresent() && !line.playEnded(playing.getAsInt()) && System.nanoTime() < deadline) {
            attend(deadline);
        }
    }

    // ------------------------------------------------------------------ until it is over

    private void untilOver(long end) throws Hangup, InterruptedException {
        while (System.nanoTime() < end) {
            inviteWaiting();
            if (!heard && phones.values().stream().anyMatch(PagedPhone::hears)) {
                speaks();
            } else if (phones.values().stream().allMatch(PagedPhone::over)) {
                nobodyLeft();
            } else {
                attend(end);
            }
        }
        throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "the page has had its time");
    }

    private void nobodyLeft() throws Hangup, InterruptedException {
        if (!heard) {
            play(NOBODY);
        }
        throw Hangup.bySystem(best(), heard ? "nobody hears the page any more" : "nobody heard the page");
    }

    private long nextPatience() {
        return phones.values().stream()
                .filter(PagedPhone::rings)
                .mapToLong(PagedPhone::patience)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void attend(long deadline) throws Hangup, InterruptedException {
        CallEvent event = scene.inbox().next(Math.min(deadline, nextPatience()));
        if (event instanceof CallEvent.Sip(var leg, var happened) && phones.containsKey(leg)) {
            attend(phones.get(leg), event, happened);
        } else {
            line.hear(event);
            line.digits().clear(); // his keys mean nothing here
        }
        long now = System.nanoTime();
        phones.values().stream()
                .filter(phone -> phone.rings() && now - phone.patience() >= 0)
                .toList()
                .forEach(this::giveUp);
    }

    private void attend(PagedPhone phone, CallEvent event, SipEvent happened) {
        if (phone.over()) {
            Scene.stray(event);
        } else if (phone.hears()) {
            listens(phone, event);
        } else {
            switch (happened) {
                case SipEvent.Response(var transaction, var response, var dialog) -> response(phone, response, dialog);
                case SipEvent.Failed(var transaction, var failure) ->
                    failed(phone, failure == SipEvent.Failure.TIMEOUT ? Status.REQUEST_TIMEOUT : Status.FLOW_FAILED);
                case SipEvent.Request(var dialog, var request) -> changes.requested(phone.leg(), waiting, request);
                default -> {}
            }
        }
    }

    /** One who listens hangs up, or cannot be kept: that is no matter of the others. */
    private void listens(PagedPhone phone, CallEvent event) {
        try {
            phone.attend(event);
        } catch (Hangup gone) {
            if (!phone.over()) {
                phone.leg().dialog().ifPresent(Dialog::bye);
            }
            left(phone, gone.status());
        }
    }

    // ------------------------------------------------------------------ until a phone answers

    private void inviteWaiting() throws Hangup {
        for (List<Attempt> fresh = forks.next(); !fresh.isEmpty(); fresh = forks.next()) {
            for (Attempt attempt : fresh) {
                invite(attempt);
                scene.ledger().show();
            }
        }
        if (forks.starved()) {
            forks.waiting().forEach(phone -> leftOut(phone, phone.flows().element(), Status.MAX_BREADTH_EXCEEDED));
            forks.waiting().clear();
        }
    }

    /** Whoever has begun to talk since the page was planned is left alone. */
    private void invite(Attempt attempt) throws Hangup {
        Optional<Flow> flow = flow(attempt.target());
        Leg leg = leg(attempt.fork(), attempt.target(), flow);
        var phone = new PagedPhone(scene, leg, Scene.in(PATIENCE));
        phones.put(leg, phone);
        forks.rings(leg, attempt);
        if (flow.isEmpty() || leg.endToEnd()) {
            failed(phone, flow.isEmpty() ? Status.FLOW_FAILED : Status.NOT_ACCEPTABLE_HERE);
        } else if (busy(leg.number())) {
            failed(phone, Status.BUSY_HERE);
        } else {
            switch (phone.offer()) {
                case MediaSession.Agreed.Bodies ours ->
                    attempt.invitation(scene, waiting, ours.first())
                            .ifPresentOrElse(
                                    invitation -> invitations.send(leg, invitation.with(opens()), flow.get()),
                                    () -> failed(phone, Status.TEMPORARILY_UNAVAILABLE));
                case MediaSession.Agreed.No(var status, var reason) -> refused(phone, status, reason);
                case MediaSession.Agreed.Away(var reason) -> throw Hangup.unavailable("media unavailable: " + reason);
            }
        }
    }

    private void refused(PagedPhone phone, Status status, String reason) {
        scene.mediaRefused(phone.leg(), status.code(), reason);
        failed(phone, status);
    }

    private Headers opens() {
        return Host.parse(scene.plan().getDomain()).map(AutoAnswer::headers).orElse(Headers.EMPTY);
    }

    private void response(PagedPhone phone, SipResponse response, Optional<Dialog> dialog) {
        Leg leg = phone.leg();
        Status status = response.status();
        if (status.isProvisional()) {
            leg.ringing();
            scene.ledger().show();
            Scene.sdp(response).ifPresent(leg::earlyAnswer);
        } else if (status.isSuccess() && dialog.isPresent()) {
            picksUp(phone, response, dialog.get());
        } else if (!status.equals(Status.SESSION_INTERVAL_TOO_SMALL) || !invitations.again(leg, leg.flow(), response)) {
            failed(phone, status.isSuccess() ? Status.SERVER_INTERNAL_ERROR : status);
        }
    }

    private void picksUp(PagedPhone phone, SipResponse response, Dialog dialog) {
        Leg leg = phone.leg();
        leg.dialog(dialog);
        dialog.ack(Headers.EMPTY, Body.EMPTY);
        Body answer = Scene.sdp(response).or(leg::earlyAnswer).orElse(Body.EMPTY);
        MediaSession.Agreed agreed =
                phone.hears(answer, order.toBuilder().setListens(true).build());
        if (!phone.hears()) {
            dialog.bye(Reason.sip(488, "Not Acceptable Here"));
            switch (agreed) {
                case MediaSession.Agreed.No(var status, var reason) -> refused(phone, status, reason);
                case MediaSession.Agreed.Bodies _, MediaSession.Agreed.Away _ ->
                    failed(phone, Status.SERVICE_UNAVAILABLE);
            }
            return;
        }
        leg.answered(scene.ledger().now());
        leg.invite().ifPresent(invite -> invite.abandon()); // a second phone behind the same contact
        forks.over(leg);
        parties();
        scene.ledger().show();
    }

    /** Those whom the end of the call says BYE to. */
    private void parties() {
        Set<Leg> all = new LinkedHashSet<>(List.of(scene.callerLeg()));
        phones.values().stream().filter(PagedPhone::hears).map(PagedPhone::leg).forEach(all::add);
        scene.parties().are(all.toArray(Leg[]::new));
    }

    // ------------------------------------------------------------------ who leaves

    /** That flow comes to nothing; the phone may have another. */
    private void failed(PagedPhone phone, Status status) {
        Optional<Attempt> attempt = forks.of(phone.leg());
        left(phone, status);
        if (attempt.filter(over -> forks.goesOn(over, status)).isEmpty()) {
            failures.add(status);
        }
    }

    private void left(PagedPhone phone, Status status) {
        phone.leg().ended(status, scene.ledger().now());
        phone.close(scene.ledger());
        forks.over(phone.leg());
        parties();
    }

    /** It has rung for long enough. */
    private void giveUp(PagedPhone phone) {
        phone.leg().invite().ifPresent(invite -> invite.abandon());
        left(phone, Status.REQUEST_TERMINATED);
    }
}
