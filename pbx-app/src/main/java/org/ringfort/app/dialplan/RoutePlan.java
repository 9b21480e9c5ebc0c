package org.ringfort.app.dialplan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
         * @param identity Identity header for it, signed by us; empty: none
         * @param passed what else goes out where a caller from outside is sent on under its own number
         */
        record Dial(
                Outside.Way way, boolean emergency, String caller, String identity, Optional<Passed> passed, String why)
                implements Step {
            /** Under the trunk's number, unsigned. */
            public Dial(Outside.Way way, boolean emergency, String why) {
                this(way, emergency, way.trunk().callerNumber(), "", Optional.empty(), why);
            }

            /** The same under another number. */
            public Dial under(String number) {
                return new Dial(way, emergency, number, identity, passed, why);
            }

            /** The same, signed. */
            public Dial with(String signed) {
                return new Dial(way, emergency, caller, signed, passed, why);
            }

            /** The same with what a caller from outside brought, who is sent on. */
            public Dial passing(Passed brought) {
                return new Dial(way, emergency, caller, identity, Optional.of(brought), why);
            }
        }

        /**
         * What goes out of the call of a caller from outside who is sent on under its own number.
         *
         * @param identities values of the Identity headers that it brought, verified
         * @param divertedBy the number of ours that it called, E.164
         */
        record Passed(List<String> identities, String divertedBy) {
            public Passed {
                identities = List.copyOf(identities);
            }
        }

        /** Answer no. */
        record Refuse(int status, String reason, String why) implements Step {}
    }
}
