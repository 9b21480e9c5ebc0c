package org.ringfort.app.voicemail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.applications.Caller;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.app.applications.Conference;
import org.ringfort.app.applications.Recorded;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.applications.Sound;
import org.ringfort.app.applications.Supervision;

/** A caller who types what the test says and then hangs up, and remembers what was heard. */
final class ScriptedCaller implements Caller {
    final List<String> heard = new ArrayList<>();
    private final Deque<String> types;
    Recorded.End end = Recorded.End.SILENCE;

    ScriptedCaller(String... types) {
        this.types = new ArrayDeque<>(List.of(types));
    }

    private void hear(List<Sound> sounds) {
        for (Sound sound : sounds) {
            switch (sound) {
                case Sound.Prompt prompt -> heard.add(prompt.name());
                case Sound.Pcmu pcmu -> heard.add("sound of " + pcmu.octets().length);
                case Sound.Silence silence -> {}
            }
        }
    }

    @Override
    public Optional<Character> play(List<Sound> sounds, String stopDigits) {
        hear(sounds);
        return Optional.empty();
    }

    @Override
    public Collected collect(Question question) throws CallerGone {
        hear(question.prompt());
        String digits = types.poll();
        if (digits == null) {
            throw new CallerGone("hung up");
        }
        heard.add("> " + digits);
        return new Collected(digits, Optional.empty());
    }

    @Override
    public Recorded record(Recording recording) {
        heard.add("recording");
        return new Recorded(Duration.ofSeconds(5), end);
    }

    @Override
    public Conference.End confer(Conference conference) {
        heard.add("conference");
        return Conference.End.ENDED;
    }

    @Override
    public Supervision.Outcome supervise(Supervision supervision) {
        heard.add("supervision");
        return new Supervision.Outcome.Over();
    }

    @Override
    public void hangUp(String why) {
        heard.add("hung up: " + why);
    }
}
