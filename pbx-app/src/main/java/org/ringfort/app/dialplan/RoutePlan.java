package org.ringfort.app.dialplan;

import java.time.Duration;
import java.util.List;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.trunks.Outside;

/**
 * What is to happen, step by step until one answers, and why.
 *
 * @param rule the row that decided
 * @param why a sentence for the call record
 */
public record RoutePlan(List<Step> steps, String rule, String why) {
    public RoutePlan {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan without a step");
        }
        steps = List.copyOf(steps);
    }

    /** The same plan, with what led to it put before its reason. */
    public RoutePlan because(String first) {
        return new RoutePlan(steps, rule, first + ": " + why);
    }

    /** One step; {@code why} says in words why it is there. */
    public sealed interface Step {
        String why();

        /** Ring all together. */
        record Ring(String number, List<Binding> contacts, Duration length, String why) implements Step {
            public Ring {
                contacts = List.copyOf(contacts);
            }
        }

        /**
         * Let an application answer.
         *
         * @param argument for that application alone
         * @param ringFirst ringing tone before it answers
         * @param fallback prompts for where the application cannot be reached
         */
        record Serve(String application, String argument, Duration ringFirst, List<String> fallback, String why)
                implements Step {
            public Serve {
                fallback = List.copyOf(fallback);
            }
        }

        /**
         * Let one speak to many.
         *
         * @param group what is dialled, by its identity
         * @param contacts of all members who may be asked
         * @param length after which it ends
         */
        record Page(String group, List<Binding> contacts, Duration length, String why) implements Step {
            public Page {
                contacts = List.copyOf(contacts);
            }
        }

        /**
         * Call the public network.
         *
         * @param emergency whether an emergency service is called
         * @param caller whom the carrier sees calling, E.164; empty: nobody
         * @param identity Identity header for it, signed; empty: none
         */
        record Dial(Outside.Way way, boolean emergency, String caller, String identity, String why) implements Step {
            /** Under the trunk's number, unsigned. */
            public Dial(Outside.Way way, boolean emergency, String why) {
                this(way, emergency, way.trunk().callerNumber(), "", why);
            }

            /** The same under another number. */
            public Dial under(String number) {
                return new Dial(way, emergency, number, identity, why);
            }

            /** The same, signed. */
            public Dial with(String signed) {
                return new Dial(way, emergency, caller, signed, why);
            }
        }

        /** Answer no. */
        record Refuse(int status, String reason, String why) implements Step {}
    }
}
