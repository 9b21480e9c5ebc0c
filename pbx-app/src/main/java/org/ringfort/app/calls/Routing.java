package org.ringfort.app.calls;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringfort.app.calls.Callees.Wanted;
import org.ringfort.app.dialplan.CallRequest;
import org.ringfort.app.dialplan.Dialplan;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.emergency.Location;
import org.ringfort.app.emergency.Locations;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.numbers.DialledNumber;
import org.ringfort.app.policy.Policies;
import org.ringfort.app.registrar.Account;
import org.ringfort.app.registrar.Authentication;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.app.registrar.Requester;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.trunks.Carriers;
import org.ringfort.app.trunks.PresentedCaller;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Decides where a call goes: authenticates the caller, gathers what the dial plan needs, and lets it decide. */
@Service
public class Routing {
    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);

    private final Tenants tenants;
    private final Extensions extensions;
    private final Registrar registrar;
    private final Policies policies;
    private final Carriers carriers;
    private final CallPlaces places;
    private final Callees callees;
    private final IncomingCalls incoming;
    private final CallerIdentities identities;
    private final HelpCalls help;
    private final Locations locations;
    private final Dialplan dialplan = new Dialplan(Dialplan.STANDARD);
    private final CallSettings settings;
    private final Clock clock;

    Routing(
            Tenants tenants,
            Extensions extensions,
            Registrar registrar,
            Policies policies,
            Carriers carriers,
            CallPlaces places,
            Callees callees,
            IncomingCalls incoming,
            CallerIdentities identities,
            HelpCalls help,
            Locations locations,
            CallSettings settings,
            Clock clock) {
        this.tenants = tenants;
        this.extensions = extensions;
        this.registrar = registrar;
        this.policies = policies;
        this.carriers = carriers;
        this.places = places;
        this.callees = callees;
        this.incoming = incoming;
        this.identities = identities;
        this.help = help;
        this.locations = locations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * An INVITE outside a dialog: a carrier's, or that of a phone, which has to prove itself. May block for the database.
     *
     * @param gr what the Request-URI says beside its user part, of an address of one device
     * @param claims who calls, as the request says; believed of a carrier alone
     */
    public RouteOutcome route(
            Requester requester,
            String callId,
            String domain,
            String dialled,
            Optional<String> gr,
            PresentedCaller.Claims claims) {
        return incoming.take(requester, callId, domain, dialled, claims)
                .orElseGet(() -> route(requester, callId, domain, dialled, gr));
    }

    private RouteOutcome route(Requester requester, String callId, String domain, String dialled, Optional<String> gr) {
        return switch (registrar.authenticate(domain, requester)) {
            case Authentication.Challenged(var challenges, var bearer) ->
                new RouteOutcome.Challenged(challenges, bearer);
            case Authentication.Refused(int status, String reason) -> new RouteOutcome.Refused(status, reason);
            case Authentication.Proved(Account.Identity caller, var until, var certificate) ->
                tenants.byDomain(domain)
                        .<RouteOutcome>map(
                                tenant -> plan(tenant, caller, callId, callees.wanted(tenant.id(), dialled, gr)))
                        .orElseGet(() -> new RouteOutcome.Refused(404, "Unknown Domain"));
        };
    }

    /**
     * A party of a call that is up sends another party elsewhere. Decided as if it called there itself, with its rights and no
     * others; the call is counted already.
     *
     * @param gr what names one device of where it sends the other, where it says so
     */
    public RouteOutcome route(OnBehalf sender, String callId, String domain, String dialled, Optional<String> gr) {
        Optional<Tenant> tenant =
                tenants.byDomain(domain).filter(found -> found.id().equals(sender.tenant()));
        Optional<Account.Identity> sends = extensions
                .device(sender.tenant(), new DeviceId(sender.device()))
                .filter(DeviceFacts::usable)
                .filter(facts -> facts.number().equals(sender.number()))
                .map(this::identity);
        if (tenant.isEmpty() || sends.isEmpty()) {
            return new RouteOutcome.Refused(403, "May Not Send Calls On");
        }
        Wanted wanted = callees.wanted(tenant.get().id(), dialled, gr);
        RoutePlan plan =
                places.claimed(tenant.get().id(), callId, notIntoAPage(decide(tenant.get(), sends.get(), wanted)));
        return planned(
                tenant.get(),
                sends.get(),
                callId,
                wanted.number(),
                plan.because(sender.words(wanted.number())),
                Optional.of(sender),
                sender.sent().map(DeviceId::new));
    }

    /** Who is heard by all has dialled it himself: nobody is sent there, least of all somebody outside. */
    private static RoutePlan notIntoAPage(RoutePlan plan) {
        return plan.steps().stream().anyMatch(Step.Page.class::isInstance)
                ? new RoutePlan(
                        List.of(new Step.Refuse(403, "May Not Be Sent There", "nobody is sent into a page")),
                        plan.rule(),
                        "nobody is sent into a page")
                : plan;
    }

    /**
     * What a device would be answered that dialled each of the numbers that call for help from it, and the name of the service: for
     * its edge to have while nobody can be asked. Nothing is counted, told or written down; may block for the database.
     */
    public List<RouteOutcome.Planned> forHelp(TenantId tenantId, DeviceId device) {
        Optional<Tenant> tenant = tenants.lookUp(tenantId).filter(Tenant::enabled);
        Optional<Account.Identity> caller =
                extensions.device(tenantId, device).filter(DeviceFacts::usable).map(this::identity);
        if (tenant.isEmpty() || caller.isEmpty()) {
            return List.of();
        }
        Optional<Location> where = where(tenantId, device);
        return Stream.concat(carriers.helpNumbers(tenantId).stream(), Stream.of(DialledNumber.SERVICE))
                .flatMap(number -> forHelp(tenant.get(), caller.get(), number, where).stream())
                .toList();
    }

    private Optional<RouteOutcome.Planned> forHelp(
            Tenant tenant, Account.Identity caller, String number, Optional<Location> where) {
        return Optional.of(decide(tenant, caller, callees.wanted(tenant.id(), number, Optional.empty())))
                .filter(Routing::isEmergency)
                .map(plan -> new RouteOutcome.Planned(
                        tenant,
                        RouteOutcome.Caller.of(caller, policies.of(tenant.id()).refuseFalseClaims())
                                .callingForHelp(),
                        number,
                        identities.named(tenant.id(), caller.extension(), plan),
                        Map.of(),
                        callees.inBand(tenant.id(), caller.deviceId().toString(), plan),
                        settings.longest().toSeconds(),
                        Optional.empty(),
                        CallerIdentity.NONE,
                        where,
                        Optional.empty()));
    }

    private Account.Identity identity(DeviceFacts facts) {
        return new Account.Identity(
                facts.tenant(),
                facts.extension().value(),
                facts.number(),
                facts.displayName(),
                facts.id().value(),
                facts.mayCall(),
                facts.keyingAt(clock.instant()));
    }

    private RouteOutcome plan(Tenant tenant, Account.Identity caller, String callId, Wanted wanted) {
        RoutePlan decided = decide(tenant, caller, wanted);
        help.planned(
                tenant.id(),
                callId,
                wanted.number(),
                caller.extension(),
                caller.deviceId().toString(),
                decided);
        RoutePlan plan = places.within(
                tenant, callId, decided, isEmergency(decided), it -> places.claimed(tenant.id(), callId, it));
        return planned(
                tenant,
                caller,
                callId,
                wanted.number(),
                plan,
                Optional.empty(),
                Optional.of(new DeviceId(caller.deviceId())));
    }

    private RoutePlan decide(Tenant tenant, Account.Identity caller, Wanted wanted) {
        return dialplan.decide(
                new CallRequest(
                        new CallRequest.Calling(
                                caller.deviceId(), caller.extension(), caller.displayName(), caller.mayCall()),
                        wanted.number()),
                number -> callees.find(tenant.id(), wanted),
                number -> callees.room(tenant.id(), number),
                number -> callees.paged(tenant.id(), number),
                number -> carriers.toward(tenant.id(), number));
    }

    /** {@code stays}: device of who is on the call then, which of one that is sent on is another than the caller's. */
    @SuppressWarnings("TooManyParameters")
    private RouteOutcome planned(
            Tenant tenant,
            Account.Identity caller,
            String callId,
            String dialled,
            RoutePlan plan,
            Optional<OnBehalf> sender,
            Optional<DeviceId> stays) {
        CallerIdentities.Attested attested =
                identities.signed(tenant.id(), identities.named(tenant.id(), caller.extension(), plan), sender);
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_ROUTED)
                .addKeyValue(Fields.TENANT, tenant.id().toString())
                .addKeyValue(Fields.EXTENSION, caller.extension())
                .addKeyValue(Fields.CALL_ID, callId)
                .addKeyValue(Fields.EVENT_REASON, plan.rule())
                .log("A call was routed");
        RouteOutcome.Caller who =
                RouteOutcome.Caller.of(caller, policies.of(tenant.id()).refuseFalseClaims());
        return new RouteOutcome.Planned(
                tenant,
                isEmergency(plan) ? who.callingForHelp() : who,
                dialled,
                attested.plan(),
                callees.keyings(tenant.id(), plan),
                callees.inBand(tenant.id(), who.deviceId(), plan),
                settings.longest().toSeconds(),
                Optional.empty(),
                attested.identity(),
                isEmergency(plan) ? stays.flatMap(device -> where(tenant.id(), device)) : Optional.empty(),
                callees.recording(tenant.id(), callId, talks(caller, sender), dialled, plan));
    }

    /** Who talks with whoever answers: who calls, or who is sent there; empty where that is nobody of ours. */
    private String talks(Account.Identity caller, Optional<OnBehalf> sender) {
        return sender.isEmpty()
                ? caller.extension()
                : sender.flatMap(from ->
                                from.sent().flatMap(sent -> extensions.device(from.tenant(), new DeviceId(sent))))
                        .map(DeviceFacts::number)
                        .orElse("");
    }

    /** Nobody who calls for help waits for it, or is refused, because we cannot say where he is. */
    private Optional<Location> where(TenantId tenant, DeviceId device) {
        try {
            return extensions.device(tenant, device).flatMap(_ -> locations.of(tenant, device));
        } catch (RuntimeException notNow) {
            LOG.warn("Where somebody calls for help could not be looked up", notNow);
            return Optional.empty();
        }
    }

    /** Nobody who calls for help is told that the line is busy. */
    private static boolean isEmergency(RoutePlan plan) {
        return plan.steps().stream().anyMatch(step -> step instanceof Step.Dial dial && dial.emergency());
    }
}
