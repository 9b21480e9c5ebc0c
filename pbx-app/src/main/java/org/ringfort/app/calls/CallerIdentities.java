package org.ringfort.app.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.attestation.Signing;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.attestation.Verification;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.PresentedCaller;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.protocol.sip.identity.Attestation;
import org.springframework.stereotype.Component;

/** Signs the calls that go out by a trunk that wants it, and verifies those that come in by one. */
@Component
class CallerIdentities {
    private final Signing signing;
    private final Verification verification;
    private final Numbers numbers;
    private final UnsignedTrunks unsigned;

    CallerIdentities(Signing signing, Verification verification, Numbers numbers, UnsignedTrunks unsigned) {
        this.signing = signing;
        this.unsigned = unsigned;
        this.verification = verification;
        this.numbers = numbers;
    }

    /**
     * A plan, each of its trunks with what is signed for it.
     *
     * @param identity of the first of them
     */
    record Attested(RoutePlan plan, CallerIdentity identity) {}

    /** The plan with the number of who calls on each of its trunks that shows it. May block for the database. */
    RoutePlan named(TenantId tenant, String extension, RoutePlan plan) {
        if (plan.steps().stream().noneMatch(CallerIdentities::showsExtension)) {
            return plan;
        }
        return numbers.presentedBy(tenant, extension)
                .map(number -> new RoutePlan(
                        plan.steps().stream()
                                .map(step -> step instanceof Step.Dial dial && showsExtension(dial)
                                        ? dial.under(number)
                                        : step)
                                .toList(),
                        plan.rule(),
                        plan.why()))
                .orElse(plan);
    }

    private static boolean showsExtension(Step step) {
        return step instanceof Step.Dial dial && dial.way().trunk().outward().caller() != CallerRule.TRUNK;
    }

    /**
     * Signs; an emergency call is never held up for it, and goes as it is. May block for the database.
     *
     * @param outside whether it is a caller from outside whom somebody of the tenant sends on
     */
    Attested signed(TenantId tenant, RoutePlan plan, boolean outside) {
        List<Step> steps = new ArrayList<>();
        CallerIdentity first = CallerIdentity.NONE;
        for (Step step : plan.steps()) {
            if (step instanceof Step.Dial dial
                    && !dial.emergency()
                    && dial.way().trunk().identity().signs()) {
                Attestation level = level(tenant, dial.caller(), outside);
                Optional<Signing.Signed> signed =
                        signing.sign(dial.caller(), dial.way().number(), level);
                steps.add(signed.<Step>map(made -> dial.with(made.header())).orElse(dial));
                CallerIdentity known = unsigned.seen(dial.way().trunk())
                        ? new CallerIdentity("", "", "", "not signed: this installation has no key")
                        : CallerIdentity.of(signed, words(level));
                first = first.equals(CallerIdentity.NONE) ? known : first;
            } else {
                steps.add(step);
            }
        }
        return new Attested(new RoutePlan(steps, plan.rule(), plan.why()), first);
    }

    /**
     * A device has proved itself before a plan was made; so what is left to ask is whose the number is. That a tenant wrote it
     * down says nothing: the platform must have seen that it is the tenant's.
     */
    private Attestation level(TenantId tenant, String caller, boolean outside) {
        if (outside) {
            return Attestation.C;
        }
        boolean proved = numbers.of(tenant, caller).filter(PublicNumber::proved).isPresent();
        return proved ? Attestation.A : Attestation.B;
    }

    private static String words(Attestation level) {
        return switch (level) {
            case A -> "signed by us: the number is proved to be the tenant's, the device has proved itself";
            case B -> "signed by us: the device has proved itself, the number is not proved to be the tenant's";
            case C -> "signed by us: the caller came in by a trunk";
        };
    }

    /** What becomes of a call that comes in; empty where its trunk does not verify. Blocks, for two seconds at most. */
    Optional<Verdict> verified(Trunk trunk, PresentedCaller.Claims claims, String number) {
        return trunk.identity().check() == IdentityRules.Check.OFF
                ? Optional.empty()
                : Optional.of(verification.verify(
                        claims.identities(),
                        PresentedCaller.named(trunk, claims).orElse(""),
                        number));
    }
}
