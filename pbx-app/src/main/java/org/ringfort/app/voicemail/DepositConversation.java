package org.ringfort.app.voicemail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.applications.Application;
import org.ringfort.app.applications.Caller;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.app.applications.Recorded;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.applications.Sound;

/**
 * Takes a message: greeting, beep, recording. The message itself arrives by delivery, so that a caller who hangs up, or a
 * process that dies, loses nothing.
 */
final class DepositConversation implements Application {
    private final Desk desk;

    DepositConversation(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "voicemail-deposit";
    }

    @Override
    public void converse(Visit visit, Caller caller) throws CallerGone {
        String extension = visit.argument();
        Optional<Recording> order = desk.orderRecording(visit, extension);
        if (order.isEmpty()) {
            caller.play(Sound.prompts("not-available", "goodbye"));
            caller.hangUp("mailbox takes no message");
            return;
        }
        caller.play(greeting(extension), "#");
        Recorded recorded = caller.record(order.get());
        if (recorded.end() == Recorded.End.FAILED) {
            caller.play(Sound.prompts("not-available", "goodbye"));
        } else {
            caller.play(Sound.prompts("vm-thank-you", "goodbye"));
        }
        caller.hangUp("message taken");
    }

    private static List<Sound> greeting(String extension) {
        List<Sound> sounds = new ArrayList<>(Sound.prompts("vm-greeting-before"));
        sounds.addAll(Sound.digits(extension));
        sounds.addAll(Sound.prompts("vm-greeting-after"));
        return sounds;
    }
}
