package org.ringfort.app.dialplan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ringfort.app.attestation.Fault;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.numbers.Destination;

/**
 * Where calls of the public network lead: to what the number is given to, and nowhere else. No trunk is seen from here, so a
 * call that comes in cannot go out again; who is called may send it on, with rights of its own.
 */
public final class InwardDialplan {
    private InwardDialplan() {}

    /**
     * Decides. Pure, like {@link Dialplan}.
     *
     * @param extensions finds who may be rung under a number of the tenant
     * @param rooms finds the conference room of a number of the tenant
     */
    public static RoutePlan decide(
            InwardRequest request,
            Function<String, Optional<Callee>> extensions,
            Function<String, Optional<Room>> rooms) {
        RoutePlan plan = unvouched(request)
                .or(() -> request.destination().map(destination -> decide(destination, extensions, rooms)))
                .orElseGet(() -> refuse(404, "No Such Number", "inward-unassigned", "it is nobody's"));
        return plan.because("Called by trunk " + request.trunk() + " at " + request.number());
    }

    /** The refusal of a caller for whom nobody vouches, where the trunk wants that. */
    private static Optional<RoutePlan> unvouched(InwardRequest request) {
        return request.mustBeVouchedFor()
                        && request.caller().orElse(null) instanceof Verdict.Doubtful(Fault fault, String why)
                ? Optional.of(refuse(
                        fault.status(), fault.reason(), "inward-identity", "nobody vouches for the caller: " + why))
                : Optional.empty();
    }

    private static RoutePlan decide(
            Destination destination,
            Function<String, Optional<Callee>> extensions,
            Function<String, Optional<Room>> rooms) {
        return switch (destination.kind()) {
            case ECHO -> {
                String why = "the number leads to the echo test";
                var step = new Step.Serve(Dialplan.ECHO, "", Duration.ZERO, List.of("echo-intro"), why);
                yield new RoutePlan(List.of(step), "inward-echo", why);
            }
            case EXTENSION ->
                extensions
                        .apply(destination.extension())
                        .map(callee -> Dialplan.ring("inward-extension", callee, callee.contacts()))
                        .or(() -> rooms.apply(destination.extension()).map(InwardDialplan::confer))
                        .orElseGet(() -> nobody(destination));
            case VOICEMAIL ->
                extensions
                        .apply(destination.extension())
                        .map(InwardDialplan::deposit)
                        .orElseGet(() -> nobody(destination));
        };
    }

    private static RoutePlan confer(Room room) {
        Step step = Dialplan.confer(room);
        return new RoutePlan(List.of(step), "inward-conference", step.why());
    }

    private static RoutePlan deposit(Callee callee) {
        String why = "the number leads to the mailbox of " + callee.number();
        return callee.voicemail()
                ? new RoutePlan(List.of(Dialplan.deposit(callee.number(), Duration.ZERO, why)), "inward-voicemail", why)
                : refuse(480, "Temporarily Unavailable", "inward-voicemail", why + ", which takes no messages");
    }

    private static RoutePlan nobody(Destination destination) {
        return refuse(
                404,
                "No Such Number",
                "inward-nowhere",
                "it leads to extension " + destination.extension() + ", which is not there");
    }

    private static RoutePlan refuse(int status, String reason, String rule, String why) {
        return new RoutePlan(List.of(new Step.Refuse(status, reason, why)), rule, why);
    }
}
