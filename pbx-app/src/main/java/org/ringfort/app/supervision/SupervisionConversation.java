package org.ringfort.app.supervision;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringfort.app.applications.Application;
import org.ringfort.app.applications.Caller;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.app.applications.Sound;
import org.ringfort.app.applications.Supervision;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.calls.LiveCall;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.supervision.Supervisings.Supervising;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets who may supervise an extension into the call that it is in. By the keys 4, 5 and 6 he goes on as a listener, as one whom the
 * supervised hears, or as one whom both hear, as far as he may. Nothing is heard before it stands in the audit trail.
 */
@Component
final class SupervisionConversation implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisionConversation.class);

    private final Supervisors supervisors;
    private final LiveCalls calls;
    private final Supervisings supervisings;
    private final TenantTransactions transactions;
    private final Audit audit;

    SupervisionConversation(
            Supervisors supervisors,
            LiveCalls calls,
            Supervisings supervisings,
            TenantTransactions transactions,
            Audit audit) {
        this.supervisors = supervisors;
        this.calls = calls;
        this.supervisings = supervisings;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * What the dial plan says.
     *
     * @param by who dialled; who was sent here by another is not he
     */
    private record Wish(Reach reach, String number, String by) {
        static Wish of(String argument) {
            String[] words = argument.split(" ", -1);
            if (words.length != 3) {
                throw new IllegalArgumentException("not ours: " + argument);
            }
            return new Wish(Reach.parse(words[0]), words[1], words[2]);
        }
    }

    /** As the audit trail keeps it. */
    private record Facts(String supervisor, Reach reach, String call, String supervisedCall, boolean tone) {}

    @Override
    public String name() {
        return "supervision";
    }

    @Override
    public void converse(Visit visit, Caller caller) throws CallerGone {
        Wish wish = Wish.of(visit.argument());
        Optional<Grant> grant = wish.by().equals(visit.callerNumber())
                ? supervisors.grant(visit.tenant(), wish.by(), wish.number())
                : Optional.empty();
        if (grant.filter(may -> may.may().holds(wish.reach())).isEmpty()) {
            goodbye(caller, "may not", "sup-may-not");
            return;
        }
        Optional<LiveCall> call = callOf(visit, wish);
        if (call.isEmpty()) {
            goodbye(caller, "no call", "sup-no-call");
            return;
        }
        try {
            supervise(visit, caller, wish, call.get());
        } finally {
            supervisings.over(visit.call());
        }
    }

    /** The latest in which it talks with somebody else. */
    private Optional<LiveCall> callOf(Visit visit, Wish wish) {
        return calls.of(visit.tenant()).stream()
                .filter(call -> call.answeredAt().isPresent() && !isApplication(call.connected()))
                .filter(call -> talk(call, wish.number()) && !talk(call, wish.by()))
                .findFirst();
    }

    private static boolean talk(LiveCall call, String number) {
        return call.caller().equals(number) || call.connected().equals(number);
    }

    private static boolean isApplication(String connected) {
        return connected.chars().anyMatch(Character::isLetter);
    }

    /** Whether he still may is asked each time anew. */
    private void supervise(Visit visit, Caller caller, Wish wish, LiveCall call) throws CallerGone {
        Optional<Reach> wanted = Optional.of(wish.reach());
        while (wanted.isPresent()) {
            Reach reach = wanted.get();
            var supervising = new Supervising(visit.tenant(), visit.call(), wish.by(), call.id(), wish.number(), reach);
            supervisings.begins(supervising);
            Optional<Grant> grant = supervisors
                    .grant(visit.tenant(), wish.by(), wish.number())
                    .filter(may -> may.may().holds(reach));
            if (grant.isEmpty()) {
                goodbye(caller, "may not any more", "sup-may-not");
                return;
            }
            written(
                    visit,
                    AuditEntry.of(
                            Events.CALL_SUPERVISED,
                            "extension",
                            wish.number(),
                            facts(visit, grant.get(), call, reach)));
            supervisings.shows(supervising);
            Supervision.Outcome outcome = caller.supervise(new Supervision(
                    call.id(),
                    wish.number(),
                    Supervision.Reach.valueOf(reach.name()),
                    grant.get().tone(),
                    keys(grant.get())));
            if (outcome instanceof Supervision.Outcome.Refused) {
                written(
                        visit,
                        AuditEntry.of(
                                Events.CALL_NOT_SUPERVISED,
                                "extension",
                                wish.number(),
                                facts(visit, grant.get(), call, reach)));
                goodbye(caller, "cannot be supervised", "sup-not-now");
                return;
            }
            wanted = outcome instanceof Supervision.Outcome.Key(char key) ? reach(key) : Optional.empty();
        }
        goodbye(caller, "the call is over", "sup-over");
    }

    private static char key(Reach reach) {
        return switch (reach) {
            case LISTEN -> '4';
            case WHISPER -> '5';
            case BARGE -> '6';
        };
    }

    private static String keys(Grant grant) {
        return Stream.of(Reach.values())
                .filter(grant.may()::holds)
                .map(reach -> String.valueOf(key(reach)))
                .collect(Collectors.joining());
    }

    private static Optional<Reach> reach(char key) {
        return Stream.of(Reach.values()).filter(reach -> key(reach) == key).findFirst();
    }

    private static Facts facts(Visit visit, Grant grant, LiveCall call, Reach reach) {
        return new Facts(
                grant.supervisor(), reach, visit.call().toString(), call.id().toString(), grant.tone());
    }

    /** Committed when this returns. */
    private void written(Visit visit, AuditEntry entry) {
        transactions.separately(
                visit.tenant(),
                () -> Actors.call(Actor.system("calls", visit.tenant()), () -> {
                    audit.record(entry);
                    return true;
                }));
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, entry.action())
                .addKeyValue(Fields.TENANT, visit.tenant().toString())
                .addKeyValue(Fields.EXTENSION, entry.targetId())
                .addKeyValue("ringfort.supervisor", visit.callerNumber())
                .addKeyValue(Fields.CALL_ID, visit.call().toString())
                .log("supervision");
    }

    private static void goodbye(Caller caller, String why, String prompt) throws CallerGone {
        caller.play(Sound.prompts(prompt, "goodbye"));
        caller.hangUp(why);
    }
}
