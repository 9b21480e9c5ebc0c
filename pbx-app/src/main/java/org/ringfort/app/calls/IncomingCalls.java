package org.ringfort.app.calls;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.audit.Attempt;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.dialplan.InwardDialplan;
import org.ringfort.app.dialplan.InwardRequest;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.registrar.Requester;
import org.ringfort.app.registrar.Transport;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.trunks.HeaderRules;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Origin;
import org.ringfort.app.trunks.PresentedCaller;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkOrigins;
import org.ringfort.app.trunks.Whence;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls that carriers bring. What is written in a request never makes it a carrier's call, but may make it a phone's: with
 * credentials, or for a tenant's SIP domain, it is the phone's affair to prove itself. So nobody who names other people's
 * networks as a carrier's takes calls of their phones.
 */
@Component
class IncomingCalls {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingCalls.class);
    private static final int LONGEST_NUMBER = 40;

    private final TrunkOrigins origins;
    private final Numbers numbers;
    private final Tenants tenants;
    private final Callees callees;
    private final CallPlaces places;
    private final CallerIdentities identities;
    private final Attempts attempts;
    private final CallSettings settings;

    IncomingCalls(
            TrunkOrigins origins,
            Numbers numbers,
            Tenants tenants,
            Callees callees,
            CallPlaces places,
            CallerIdentities identities,
            Attempts attempts,
            CallSettings settings) {
        this.origins = origins;
        this.numbers = numbers;
        this.tenants = tenants;
        this.callees = callees;
        this.places = places;
        this.identities = identities;
        this.attempts = attempts;
        this.settings = settings;
    }

    /** Who owns the number that was called, and by which of its trunks the call came. */
    private record Found(Tenant tenant, Trunk trunk, String number, Optional<PublicNumber> owned) {}

    /** What becomes of it; empty where it is no carrier's, but somebody's who has to prove who he is. */
    Optional<RouteOutcome> take(
            Requester requester, String callId, String domain, String dialled, PresentedCaller.Claims claims) {
        if (!requester.credentials().isEmpty()) {
            return Optional.empty();
        }
        Optional<Tenant> named = tenants.knownByDomain(domain);
        return switch (origins.of(whence(requester.source()))) {
            case Origin.Elsewhere() -> Optional.empty();
            case Origin.Mismatch(List<Origin.Half> halves) ->
                halves.stream()
                        .filter(half -> named.isEmpty() || isNoPhone(half, named.get(), dialled))
                        .findFirst()
                        .map(half -> refused(requester, half));
            case Origin.Carrier(List<Trunk> trunks) -> {
                List<Trunk> asked = trunks.stream()
                        .filter(trunk -> named.map(tenant -> tenant.id().equals(trunk.tenant()))
                                .orElse(true))
                        .toList();
                yield taken(requester, callId, asked, dialled, named.isPresent(), claims);
            }
        };
    }

    /** For a tenant's own domain it may be a phone's call; not with a carrier's certificate, nor to a number from outside. */
    private boolean isNoPhone(Origin.Half half, Tenant named, String dialled) {
        Trunk trunk = half.trunk();
        return trunk.tenant().equals(named.id())
                && (half.certificate()
                        || PresentedCaller.number(dialled, trunk.numbers().country())
                                .flatMap(e164 -> numbers.of(trunk.tenant(), e164))
                                .isPresent());
    }

    private static Whence whence(Requester.Source source) {
        return new Whence(
                source.transport() == Transport.TLS || source.transport() == Transport.WSS,
                source.address(),
                source.certified(),
                Set.copyOf(source.certificateNames()));
    }

    private RouteOutcome refused(Requester requester, Origin.Half half) {
        Trunk trunk = half.trunk();
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, Events.TRUNK_REFUSED)
                .addKeyValue(Fields.TENANT, trunk.tenant().toString())
                .addKeyValue(Fields.SOURCE_IP, requester.source().address())
                .addKeyValue(Fields.EVENT_REASON, half.why())
                .log("A call that is half a trunk's was refused");
        attempts.happened(
                new Attempt(
                        trunk.tenant(),
                        Events.TRUNK_REFUSED,
                        requester.source().address(),
                        "trunk",
                        trunk.id().toString(),
                        new Attempt.Facts(
                                half.why(),
                                requester.source().transport().name().toLowerCase(java.util.Locale.ROOT),
                                "")),
                1);
        return new RouteOutcome.Refused(403, "Forbidden");
    }

    private Optional<RouteOutcome> taken(
            Requester requester,
            String callId,
            List<Trunk> trunks,
            String dialled,
            boolean named,
            PresentedCaller.Claims claims) {
        Optional<Found> found = find(trunks, dialled, claims);
        if (found.isEmpty() || (named && found.get().owned().isEmpty())) {
            // Of several tenants none has it: none of them is told. For a tenant's own domain it may be a phone's call.
            return named || trunks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RouteOutcome.Refused(404, "No Such Number"));
        }
        return Optional.of(planned(requester, callId, found.get(), claims));
    }

    /**
     * What a carrier asks for: with whom a trunk is registered, that one may name the account and say the number in To; one that is
     * believed in it says it in P-Called-Party-ID.
     *
     * @rfc 7315 4.2
     */
    private static String asked(Trunk trunk, String dialled, PresentedCaller.Claims claims) {
        boolean believed = trunk.inward()
                .filter(inward -> inward.believes().contains(HeaderRules.CALLED_PARTY))
                .isPresent();
        if (believed && !claims.calledParty().isEmpty()) {
            return claims.calledParty();
        }
        boolean account = trunk.registers()
                && trunk.account().filter(one -> one.username().equals(dialled)).isPresent();
        return account ? claims.called() : dialled;
    }

    private Optional<Found> find(List<Trunk> trunks, String dialled, PresentedCaller.Claims claims) {
        Optional<Found> nobodys = Optional.empty();
        for (Trunk trunk : trunks) {
            Optional<Tenant> tenant = tenants.lookUp(trunk.tenant()).filter(Tenant::enabled);
            if (tenant.isEmpty()) {
                continue;
            }
            String asked = asked(trunk, dialled, claims);
            Optional<String> number =
                    PresentedCaller.number(asked, trunk.numbers().country());
            Optional<PublicNumber> owned = number.flatMap(e164 -> numbers.of(trunk.tenant(), e164));
            var found = new Found(tenant.get(), trunk, number.orElseGet(() -> cut(asked)), owned);
            if (owned.isPresent()) {
                return Optional.of(found);
            }
            nobodys = trunks.size() == 1 ? Optional.of(found) : nobodys;
        }
        return nobodys;
    }

    private RouteOutcome planned(Requester requester, String callId, Found found, PresentedCaller.Claims claims) {
        Optional<Verdict> verdict =
                found.owned().isEmpty() ? Optional.empty() : identities.verified(found.trunk(), claims, found.number());
        RoutePlan wanted = InwardDialplan.decide(
                new InwardRequest(
                        found.trunk().name(),
                        found.number(),
                        found.owned().map(PublicNumber::destination),
                        verdict,
                        found.trunk().identity().check() == IdentityRules.Check.REFUSE),
                number -> callees.find(found.tenant().id(), number),
                number -> callees.room(found.tenant().id(), number));
        RoutePlan plan = places.within(
                found.tenant(),
                callId,
                wanted,
                false,
                it -> found.owned().isPresent() ? places.taken(found.trunk(), callId, it) : it);
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_ROUTED)
                .addKeyValue(Fields.TENANT, found.tenant().id().toString())
                .addKeyValue(Fields.CALL_ID, callId)
                .addKeyValue(Fields.EVENT_REASON, plan.rule())
                .log("A call that came in by a trunk was routed");
        PresentedCaller caller = PresentedCaller.of(found.trunk(), claims);
        return new RouteOutcome.Planned(
                found.tenant(),
                new RouteOutcome.Caller(
                        caller.number(), caller.name(), "", media(requester, found.trunk()), false, false),
                found.number(),
                plan,
                callees.keyings(found.tenant().id(), plan),
                callees.inBand(found.tenant().id(), "", plan),
                settings.longest().toSeconds(),
                Optional.of(found.trunk()),
                verdict.map(CallerIdentity::of).orElse(CallerIdentity.NONE),
                Optional.empty(),
                callees.recording(found.tenant().id(), callId, caller.number(), found.number(), plan));
    }

    /** Keys go over TLS alone; speech in clear only with a trunk that is an exception. */
    private static RouteOutcome.Media media(Requester requester, Trunk trunk) {
        boolean clear = trunk.exception().isPresent();
        return requester.source().transport() == Transport.TLS
                ? clear ? RouteOutcome.Media.SDES_OR_CLEAR : RouteOutcome.Media.SDES
                : RouteOutcome.Media.CLEAR;
    }

    private static String cut(String dialled) {
        return dialled.length() <= LONGEST_NUMBER ? dialled : dialled.substring(0, LONGEST_NUMBER);
    }
}
