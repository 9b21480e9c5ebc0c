package org.ringfort.app.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringfort.app.attestation.Signing;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.attestation.Verification;
import org.ringfort.app.calls.PassedCallers.Standing;
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
    private final PassedCallers passed;

    CallerIdentities(
            Signing signing,
            Verification verification,
            Numbers numbers,
            UnsignedTrunks unsigned,
            PassedCallers passed) {
        this.passed = passed;
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
     * Signs; an emergency call is never held up for it, and goes as it is. May block for the database, and two seconds for a certificate.
     *
     * @param sender who sends a party elsewhere by this plan; empty: it is its own caller's
     */
    Attested signed(TenantId tenant, RoutePlan plan, Optional<OnBehalf> sender) {
        boolean outside = sender.filter(OnBehalf::outside).isPresent();
        Optional<Standing> standing = outside && plan.steps().stream().anyMatch(CallerIdentities::passesCaller)
                ? Optional.of(passed.standing(tenant, sender.flatMap(OnBehalf::first)))
                : Optional.empty();
        List<Step> steps = new ArrayList<>();
        CallerIdentity first = CallerIdentity.NONE;
        for (Step step : plan.steps()) {
            if (step instanceof Step.Dial dial && isSigned(dial)) {
                Signed signed = signed(tenant, dial, outside, standing);
                steps.add(signed.step());
                first = first.equals(CallerIdentity.NONE) ? signed.identity() : first;
            } else {
                steps.add(step);
            }
        }
        String why =
                standing.map(known -> plan.why() + "; " + words(known, steps)).orElse(plan.why());
        return new Attested(new RoutePlan(steps, plan.rule(), why), first);
    }

    private static boolean isSigned(Step.Dial dial) {
        return !dial.emergency() && dial.way().trunk().identity().signs();
    }

    private static boolean passesCaller(Step step) {
        return step instanceof Step.Dial dial
                && isSigned(dial)
                && dial.way().trunk().identity().passesCaller();
    }

    /** Names the trunks: others of the plan may not pass callers on. Which of them was tried stands in the record, too. */
    private static String words(Standing standing, List<Step> steps) {
        String passing = steps.stream()
                .filter(step -> step instanceof Step.Dial dial && dial.passed().isPresent())
                .map(step -> ((Step.Dial) step).way().trunk().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return switch (standing) {
            case Standing.Known known when !passing.isEmpty() -> "by " + passing + " under its caller's number";
            case Standing.Known known -> "not under its caller's number: it has been there";
            case Standing.Unknown(String why) -> "not under its caller's number: " + why;
        };
    }

    /** One step with what is signed for it. */
    private record Signed(Step step, CallerIdentity identity) {}

    private Signed signed(TenantId tenant, Step.Dial dial, boolean outside, Optional<Standing> standing) {
        if (passesCaller(dial) && standing.orElse(null) instanceof Standing.Known known) {
            Optional<Step.Dial> under = passed.passed(dial, known);
            if (under.isPresent()) {
                return new Signed(under.get(), CallerIdentity.NONE); // the record has what its call came in with
            }
        }
        Attestation level = level(tenant, dial.caller(), outside);
        Optional<Signing.Signed> signed = signing.sign(dial.caller(), dial.way().number(), level);
        CallerIdentity known = unsigned.seen(dial.way().trunk())
                ? new CallerIdentity("", "", "", "not signed: this installation has no key")
                : CallerIdentity.of(signed, words(level));
        return new Signed(signed.map(made -> dial.with(made.header())).orElse(dial), known);
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
