package org.ringfort.app.voicemail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.applications.Application;
import org.ringfort.app.applications.Caller;
import org.ringfort.app.applications.Caller.Collected;
import org.ringfort.app.applications.Caller.Question;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.app.applications.Sound;
import org.ringfort.app.platform.rest.Problem;

/**
 * The mailbox by telephone: PIN, how many messages, then each of them to hear again, keep or delete.
 *
 * <p>Digits may be typed ahead everywhere, since every prompt is the prompt of a question. A message is marked heard when
 * it was kept or played to its end; one that was skipped, or hung up on, stays new.
 */
final class MenuConversation implements Application {
    private static final int TRIES = 3;
    private static final Duration FIRST_DIGIT = Duration.ofSeconds(8);
    private static final Duration NEXT_DIGIT = Duration.ofSeconds(3);

    private final Desk desk;

    MenuConversation(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "voicemail-menu";
    }

    @Override
    public void converse(Visit visit, Caller caller) throws CallerGone {
        if (!admitted(visit, caller)) {
            return;
        }
        List<Message> messages = desk.messages(visit.tenant(), visit.argument());
        if (messages.isEmpty()) {
            goodbye(caller, "no messages", "vm-no-messages");
            return;
        }
        if (wantsToHear(caller, messages)) {
            hear(visit, caller, messages);
        } else {
            goodbye(caller, "caller is done");
        }
    }

    private void hear(Visit visit, Caller caller, List<Message> messages) throws CallerGone {
        try {
            for (int i = 0; i < messages.size(); i++) {
                if (!hear(visit, caller, messages.get(i), i + 1)) {
                    goodbye(caller, "caller is done");
                    return;
                }
            }
            goodbye(caller, "all heard", "vm-no-more");
        } catch (Problem notNow) {
            goodbye(caller, "messages cannot be read", "vm-not-now");
        }
    }

    private boolean admitted(Visit visit, Caller caller) throws CallerGone {
        List<Sound> prompt = Sound.prompts("vm-enter-pin");
        for (int i = 0; i < TRIES; i++) {
            Collected typed = caller.collect(new Question(prompt, PinPolicy.LONGEST, "#", FIRST_DIGIT, NEXT_DIGIT));
            switch (desk.checkPin(visit.tenant(), visit.argument(), typed.digits())) {
                case RIGHT -> {
                    return true;
                }
                case LOCKED -> {
                    goodbye(caller, "mailbox locked", "vm-locked");
                    return false;
                }
                case WRONG -> prompt = Sound.prompts("vm-wrong-pin", "vm-enter-pin");
            }
        }
        goodbye(caller, "wrong PIN", "vm-wrong-pin");
        return false;
    }

    private boolean wantsToHear(Caller caller, List<Message> messages) throws CallerGone {
        List<Sound> prompt = howMany(messages);
        for (int i = 0; i < TRIES; i++) {
            Collected typed = caller.collect(new Question(prompt, 1, "", FIRST_DIGIT, NEXT_DIGIT));
            switch (typed.digits()) {
                case "1" -> {
                    return true;
                }
                case "*", "#" -> {
                    return false;
                }
                default -> prompt = Sound.prompts("vm-menu");
            }
        }
        return false;
    }

    private static List<Sound> howMany(List<Message> messages) {
        long unheard = messages.stream()
                .filter(message -> message.state() == Message.State.NEW)
                .count();
        long heard = messages.size() - unheard;
        List<Sound> sounds = new ArrayList<>(Sound.prompts("vm-you-have"));
        if (unheard == 1) {
            sounds.addAll(Sound.prompts("vm-one-new-message"));
        } else if (unheard > 1) {
            sounds.addAll(Sound.digits(Long.toString(unheard)));
            sounds.addAll(Sound.prompts("vm-new-messages"));
        }
        if (heard > 0) {
            sounds.addAll(Sound.digits(Long.toString(heard)));
            sounds.addAll(Sound.prompts("vm-saved-messages"));
        }
        sounds.addAll(Sound.prompts("vm-menu"));
        return sounds;
    }

    /** @return false where the caller wants no more */
    private boolean hear(Visit visit, Caller caller, Message message, int ordinal) throws CallerGone {
        Optional<byte[]> sound = desk.sound(visit.tenant(), message.id());
        if (sound.isEmpty()) {
            return true; // deleted meanwhile, from the console
        }
        List<Sound> prompt = announced(message, ordinal, sound.get());
        for (int i = 0; i < 10; i++) { // no caller listens more often; an idle line must end
            Collected typed = caller.collect(new Question(prompt, 1, "", FIRST_DIGIT, NEXT_DIGIT));
            switch (typed.digits()) {
                case "1" -> prompt = announced(message, ordinal, sound.get());
                case "2" -> {
                    desk.markHeard(visit.tenant(), message.id());
                    caller.play(Sound.prompts("vm-kept"), "");
                    return true;
                }
                case "3" -> {
                    desk.delete(visit.tenant(), message.id());
                    caller.play(Sound.prompts("vm-deleted"), "");
                    return true;
                }
                case "#" -> {
                    return true;
                }
                case "*" -> {
                    return false;
                }
                case "" -> {
                    desk.markHeard(visit.tenant(), message.id());
                    return true;
                }
                default -> prompt = Sound.prompts("vm-after-message");
            }
        }
        return false;
    }

    private static List<Sound> announced(Message message, int ordinal, byte[] sound) {
        List<Sound> sounds = new ArrayList<>(Sound.prompts("vm-message"));
        sounds.addAll(Sound.digits(Integer.toString(ordinal)));
        sounds.addAll(Sound.prompts("vm-from"));
        List<Sound> from = Sound.digits(message.callerNumber());
        sounds.addAll(from.isEmpty() ? Sound.prompts("vm-unknown-caller") : from);
        sounds.add(new Sound.Silence(Duration.ofMillis(300)));
        sounds.add(new Sound.Pcmu(sound));
        sounds.addAll(Sound.prompts("vm-after-message"));
        return sounds;
    }

    private static void goodbye(Caller caller, String why, String... prompts) throws CallerGone {
        List<Sound> sounds = new ArrayList<>(Sound.prompts(prompts));
        sounds.addAll(Sound.prompts("goodbye"));
        caller.play(sounds);
        caller.hangUp(why);
    }
}
