package org.ringfort.media.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ringfort.media.mixer.Mix;
import org.ringfort.media.mixer.Seat;
import org.ringfort.media.player.Prompts;
import org.ringfort.media.recorder.Recording;

/**
 * Who is in one conference, and what they may do. The sessions' thread alone.
 *
 * <p>Keys: {@code *6} mutes oneself and unmutes; of moderators {@code *5} mutes everybody else who is no moderator, or unmutes them
 * again, {@code *7} locks and unlocks, {@code *8} ends the conference. Whoever only listens has none, and no key of others reaches him.
 */
final class Conference {
    /** Somebody in it. */
    private static final class Member {
        private final boolean moderator;
        private final boolean listens;
        private final Who who;
        private final Consumer<ConferenceEnd> ended;
        private boolean star;

        Member(ConferenceOrder order, Who who, Consumer<ConferenceEnd> ended) {
            this.who = who;
            this.moderator = order.moderator() && !order.listens();
            this.listens = order.listens();
            this.ended = ended;
        }
    }

    /** Whose leg it is, and since when it is in. */
    record Who(EdgeName edge, String sessionId, String legId, long sinceMillis) {}

    private final String tenantId;
    private final Prompts prompts;
    private final Mix mix = new Mix();
    private final ConferenceRecording recording;
    private final Map<Seat, Member> members = new LinkedHashMap<>();
    private boolean waits;
    private boolean tones;
    private boolean begun = true;
    private boolean locked;
    private boolean lockedFromOutside;
    private boolean waitsNoMore;
    private boolean everybodyMuted;

    /** @param tenantId of all who come; empty: told by nobody */
    Conference(String tenantId, Prompts prompts, Recorders recorders) {
        this.tenantId = tenantId;
        this.prompts = prompts;
        this.recording = new ConferenceRecording(recorders, mix);
    }

    Mix mix() {
        return mix;
    }

    boolean isOf(String tenant) {
        return tenantId.equals(tenant);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Who is in it, and what he does there, by the edge of his leg. */
    Map<EdgeName, List<SessionEvent.Present>> present() {
        Map<EdgeName, List<SessionEvent.Present>> present = new HashMap<>();
        members.forEach((seat, member) -> present.computeIfAbsent(member.who.edge(), _ -> new ArrayList<>())
                .add(new SessionEvent.Present(
                        member.who.sessionId(),
                        member.who.legId(),
                        member.who.sinceMillis(),
                        member.moderator,
                        seat.muted(),
                        member.listens,
                        mix.speaks(seat))));
        return present;
    }

    /** Whether a moderator is waited for. */
    boolean waits() {
        return !begun;
    }

    boolean locked() {
        return locked;
    }

    /** Why who comes now may not; a moderator comes into what is locked or full. */
    Optional<ConferenceEnd> turnsAway(ConferenceOrder order) {
        if (locked && !order.moderator()) {
            return Optional.of(ConferenceEnd.LOCKED);
        }
        int most = order.moderator() ? ConferenceOrder.MOST : order.most(); // somebody has to be able to end it
        return members.size() >= most ? Optional.of(ConferenceEnd.FULL) : Optional.empty();
    }

    /**
     * @param ended told where a moderator ends the conference
     * @param recorded told where what is recorded by this order is finished; any thread
     */
    void admit(Seat seat, ConferenceOrder order, Who who, Consumer<ConferenceEnd> ended, Consumer<Recording> recorded) {
        waits = order.waitsForModerator();
        tones = order.tones();
        members.put(seat, new Member(order, who, ended));
        seat.mute(order.listens() || order.muted() || (everybodyMuted && !order.moderator()));
        mix.add(seat);
        boolean before = begun;
        settle();
        recording.comes(seat, order.recording(), begun && !before, recorded);
        warn(seat);
        if (before && !begun) {
            everybodyWaits();
        } else if (!begun) {
            say(seat, "conf-waiting");
        } else if (members.size() == 1) {
            say(seat, "conf-alone");
        } else if (!before) {
            everybody("conf-begins");
        } else if (tones) {
            everybody("conf-enter");
        }
        if (seat.muted()) {
            say(seat, "conf-muted");
        }
    }

    /** Whoever is recorded hears a beep as soon as he can, whatever he is told: all when it begins, who comes later when he comes. */
    private void warn(Seat newcomer) {
        if (begun && recording.begins()) {
            warnAll();
        } else if (recording.runs()) {
            prompts.find("beep").ifPresent(newcomer::warn);
        }
    }

    private void warnAll() {
        prompts.find("beep").ifPresent(beep -> members.keySet().forEach(seat -> seat.warn(beep)));
    }

    /** Its leg is closed, or does something else. Twice is harmless. */
    void left(Seat seat) {
        if (members.remove(seat) == null) {
            return;
        }
        mix.remove(seat);
        recording.left(seat);
        boolean before = begun;
        settle();
        if (before && !begun) {
            everybodyWaits();
        } else if (tones && begun) {
            everybody("conf-leave");
        }
        // Nobody else could open it but an administrator.
        locked &= lockedFromOutside || members.values().stream().anyMatch(member -> member.moderator);
    }

    private void everybodyWaits() {
        members.keySet().forEach(other -> say(other, "conf-waiting"));
    }

    /** Those whose legs have left and did not come to say so. */
    void forgetGone() {
        List.copyOf(members.keySet()).stream().filter(Seat::over).forEach(this::left);
    }

    private void settle() {
        begun = !waits || waitsNoMore || members.values().stream().anyMatch(member -> member.moderator);
        mix.begun(begun);
    }

    void pressed(Seat seat, char key) {
        Member member = members.get(seat);
        if (member == null || member.listens) {
            return;
        }
        if (member.star && key != '*') {
            member.star = false;
            command(seat, member, key);
        } else {
            member.star = key == '*';
        }
    }

    private void command(Seat seat, Member member, char key) {
        switch (key) {
            case '6' -> mute(seat, !seat.muted());
            case '5' -> {
                if (member.moderator) {
                    muteAll(!everybodyMuted);
                }
            }
            case '7' -> {
                if (member.moderator) {
                    lockedFromOutside = false;
                    lock(!locked);
                }
            }
            case '8' -> {
                if (member.moderator) {
                    end();
                }
            }
            default -> {
                return; // nothing is meant by it here
            }
        }
    }

    /** Whether that leg is in it, and may be heard. */
    boolean hears(String sessionId, String legId) {
        return seatOf(sessionId, legId).isPresent();
    }

    private Optional<Seat> seatOf(String sessionId, String legId) {
        return members.entrySet().stream()
                .filter(each -> !each.getValue().listens)
                .filter(each -> each.getValue().who.sessionId().equals(sessionId)
                        && each.getValue().who.legId().equals(legId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** An administrator leads it; all hear what they would hear of a moderator's keys. Of one who is not in it nothing becomes. */
    void lead(ConferenceAct act, String sessionId, String legId) {
        switch (act) {
            case MUTE, UNMUTE ->
                seatOf(sessionId, legId)
                        .filter(seat -> seat.muted() != (act == ConferenceAct.MUTE))
                        .ifPresent(seat -> mute(seat, act == ConferenceAct.MUTE));
            case MUTE_ALL, UNMUTE_ALL -> muteAll(act == ConferenceAct.MUTE_ALL);
            case LOCK, UNLOCK -> {
                lockedFromOutside = act == ConferenceAct.LOCK;
                lock(lockedFromOutside);
            }
            case BEGIN -> begin();
            case END -> end();
        }
    }

    private void mute(Seat seat, boolean muted) {
        seat.mute(muted);
        say(seat, muted ? "conf-muted" : "conf-unmuted");
    }

    private void lock(boolean wanted) {
        locked = wanted;
        everybody(locked ? "conf-locked" : "conf-unlocked");
    }

    private void begin() {
        waitsNoMore = true;
        if (begun) {
            return;
        }
        settle();
        if (recording.begins()) {
            warnAll();
        }
        everybody("conf-begins");
    }

    private void muteAll(boolean muted) {
        everybodyMuted = muted;
        members.forEach((seat, member) -> {
            if (!member.moderator && !member.listens) {
                seat.mute(muted);
            }
        });
        everybody(muted ? "conf-all-muted" : "conf-all-unmuted");
    }

    private void end() {
        Map<Seat, Member> all = new LinkedHashMap<>(members);
        members.clear();
        all.keySet().forEach(seat -> {
            mix.remove(seat);
            seat.leave();
        });
        all.values().forEach(member -> member.ended.accept(ConferenceEnd.ENDED));
    }

    /** To whoever only listens nothing is said. */
    private void say(Seat seat, String prompt) {
        Member member = members.get(seat);
        if (member != null && !member.listens) {
            prompts.find(prompt).ifPresent(seat::announce);
        }
    }

    private void everybody(String prompt) {
        if (members.values().stream().anyMatch(member -> member.listens)) {
            members.keySet().forEach(seat -> say(seat, prompt)); // what is said in the mix is heard by all
        } else {
            prompts.find(prompt).ifPresent(mix::announce);
        }
    }
}
