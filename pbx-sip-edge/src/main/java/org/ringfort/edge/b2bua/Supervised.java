package org.ringfort.edge.b2bua;

import java.util.List;
import java.util.Optional;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.sound.v1.SupervisionOrder;

/** The two that talk in a call that a third is let into. */
record Supervised(Leg supervised, Leg other) {
    /** Name of the application by which somebody supervises. */
    private static final String APPLICATION = "supervision";

    /** Whether somebody supervises by that plan. */
    static boolean by(Plan plan) {
        return plan.getStepsList().stream()
                .anyMatch(step -> step.getApplication().getName().equals(APPLICATION));
    }

    /** Of those who talk, where one of them has that number and neither is an emergency service. */
    static Optional<Supervised> of(List<Leg> parties, String number) {
        if (parties.size() != 2 || parties.stream().anyMatch(Leg::isHelp)) {
            return Optional.empty();
        }
        Leg one = parties.getFirst();
        Leg other = parties.getLast();
        if (is(one, number)) {
            return Optional.of(new Supervised(one, other));
        }
        return is(other, number) ? Optional.of(new Supervised(other, one)) : Optional.empty();
    }

    /** A carrier's leg has no number of ours, whatever it says. */
    private static boolean is(Leg leg, String number) {
        return !leg.outside() && leg.number().equals(number);
    }

    static String words(SupervisionOrder order) {
        return switch (order.getReach()) {
            case SUPERVISION_REACH_LISTEN -> "listens";
            case SUPERVISION_REACH_WHISPER -> "is heard by one";
            case SUPERVISION_REACH_BARGE -> "is heard by both";
            case SUPERVISION_REACH_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }
}
