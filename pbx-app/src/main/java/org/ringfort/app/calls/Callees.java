package org.ringfort.app.calls;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.conferences.Rooms;
import org.ringfort.app.dialplan.Callee;
import org.ringfort.app.dialplan.Paged;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Digits;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.paging.PageGroups;
import org.ringfort.app.recordings.OrderedRecording;
import org.ringfort.app.recordings.RecordingPolicies;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Gruus;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Component;

/** Who may be rung under a number, and how their phones agree on media keys; may block for the database. */
@Component
class Callees {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    /** No digits: nothing that could be called. */
    private static final String NOBODY = "temporary-address";

    private final Extensions extensions;
    private final Registrar registrar;
    private final Gruus gruus;
    private final Rooms rooms;
    private final PageGroups pageGroups;
    private final RecordingPolicies recordings;
    private final CallSettings settings;
    private final Clock clock;

    Callees(
            Extensions extensions,
            Registrar registrar,
            Gruus gruus,
            Rooms rooms,
            PageGroups pageGroups,
            RecordingPolicies recordings,
            CallSettings settings,
            Clock clock) {
        this.extensions = extensions;
        this.registrar = registrar;
        this.gruus = gruus;
        this.rooms = rooms;
        this.pageGroups = pageGroups;
        this.recordings = recordings;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Whom a request is for.
     *
     * @param number of an extension, or anything else that was dialled
     * @param device the contacts that it is for alone, where it is for one device
     */
    record Wanted(String number, Optional<Predicate<Binding>> device) {
        static Wanted number(String number) {
            return new Wanted(number, Optional.empty());
        }
    }

    /**
     * Reads what was dialled. A temporary address that names nobody is a number that nobody has.
     *
     * @param gr the parameter of the Request-URI, where it has one
     * @rfc 5627 6.1
     */
    Wanted wanted(TenantId tenant, String dialled, Optional<String> gr) {
        if (gr.filter(instance -> !instance.isEmpty()).isPresent()) {
            String instance = gr.get();
            return new Wanted(
                    dialled, Optional.of(contact -> contact.instanceId().equalsIgnoreCase(instance)));
        }
        if (gr.isEmpty() || !Gruus.isTemporary(dialled)) {
            return Wanted.number(dialled);
        }
        return gruus.named(tenant, dialled)
                .map(named -> new Wanted(
                        named.extension(),
                        Optional.of(contact -> contact.deviceId().equals(named.deviceId())
                                && contact.instanceId().equals(named.instanceId()))))
                .orElse(Wanted.number(NOBODY));
    }

    /** For one device no mailbox answers: who calls it wants it and nobody else. */
    Optional<Callee> find(TenantId tenant, Wanted wanted) {
        Optional<Callee> all = find(tenant, wanted.number());
        return wanted.device()
                .map(device -> all.map(callee -> new Callee(
                        callee.number(),
                        callee.ringFor(),
                        callee.eachGroup(),
                        false,
                        callee.contacts().stream().filter(device).toList())))
                .orElse(all);
    }

    Optional<Callee> find(TenantId tenant, String number) {
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        return extensions
                .knownByNumber(tenant, number)
                .filter(Extension::enabled)
                .map(extension -> {
                    boolean voicemail = extension.voicemail().enabled();
                    return new Callee(
                            number,
                            voicemail ? Duration.ofSeconds(extension.voicemail().afterSeconds()) : settings.ringing(),
                            settings.hunting(),
                            voicemail,
                            registrar.of(tenant, extension.id().value()));
                });
    }

    /** The conference room under a number. */
    Optional<Room> room(TenantId tenant, String number) {
        return rooms.byNumber(tenant, number);
    }

    /** The page group under a number. Nothing here could speak to a phone that keys end to end. */
    Optional<Paged> paged(TenantId tenant, String number) {
        return pageGroups
                .byNumber(tenant, number)
                .map(group -> new Paged(
                        group,
                        () -> group.members().stream()
                                .flatMap(member -> find(tenant, member).stream())
                                .flatMap(callee -> callee.contacts().stream())
                                .filter(contact -> keying(tenant, contact.deviceId()) != MediaKeying.ZRTP)
                                .toList()));
    }

    /** The order to record the call, where the caller's extension or one that the plan rings is recorded. */
    Optional<OrderedRecording> recording(
            TenantId tenant, String callId, String caller, String dialled, RoutePlan plan) {
        Set<String> callees = new HashSet<>();
        boolean reaches = false;
        for (Step step : plan.steps()) {
            if (step instanceof Step.Ring ring) {
                callees.add(ring.number());
            }
            if (step instanceof Step.Dial dial && dial.emergency()) {
                return Optional.empty(); // nothing that may fail stands between anybody and help
            }
            reaches |= step instanceof Step.Ring || step instanceof Step.Dial;
        }
        return reaches ? recordings.order(tenant, callId, caller, dialled, callees) : Optional.empty();
    }

    /** Of every device that the plan rings. */
    Map<UUID, MediaKeying> keyings(TenantId tenant, RoutePlan plan) {
        Map<UUID, MediaKeying> keyings = new HashMap<>();
        plan.steps().stream()
                .flatMap(step -> contacts(step).stream())
                .forEach(contact -> keyings.computeIfAbsent(contact.deviceId(), device -> keying(tenant, device)));
        return keyings;
    }

    /**
     * Which of the devices that call or are rung send digits in their speech.
     *
     * @param caller the device that calls; empty where it is nobody's
     */
    Set<String> inBand(TenantId tenant, String caller, RoutePlan plan) {
        Set<String> devices = new HashSet<>();
        if (!caller.isEmpty()) {
            devices.add(caller);
        }
        plan.steps().stream()
                .flatMap(step -> contacts(step).stream())
                .forEach(contact -> devices.add(contact.deviceId().toString()));
        devices.removeIf(device -> extensions
                .device(tenant, new DeviceId(UUID.fromString(device)))
                .filter(facts -> facts.digits() == Digits.IN_BAND)
                .isEmpty());
        return devices;
    }

    private static List<Binding> contacts(Step step) {
        return switch (step) {
            case Step.Ring ring -> ring.contacts();
            case Step.Page page -> page.contacts();
            case Step.Serve _, Step.Dial _, Step.Refuse _ -> List.of();
        };
    }

    private MediaKeying keying(TenantId tenant, UUID device) {
        return extensions
                .device(tenant, new DeviceId(device))
                .filter(DeviceFacts::usable)
                .map(facts -> facts.keyingAt(clock.instant()))
                .orElse(MediaKeying.SDES);
    }
}
