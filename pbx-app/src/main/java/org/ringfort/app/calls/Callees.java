package org.ringfort.app.calls;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringfort.app.dialplan.Callee;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Registrar;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Component;

/** Who may be rung under a number, and how their phones agree on media keys; may block for the database. */
@Component
class Callees {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    private final Extensions extensions;
    private final Registrar registrar;
    private final CallSettings settings;
    private final Clock clock;

    Callees(Extensions extensions, Registrar registrar, CallSettings settings, Clock clock) {
        this.extensions = extensions;
        this.registrar = registrar;
        this.settings = settings;
        this.clock = clock;
    }

    Optional<Callee> find(TenantId tenant, String number) {
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        return extensions.byNumber(tenant, number).filter(Extension::enabled).map(extension -> {
            boolean voicemail = extension.voicemail().enabled();
            return new Callee(
                    number,
                    voicemail ? Duration.ofSeconds(extension.voicemail().afterSeconds()) : settings.ringing(),
                    settings.hunting(),
                    voicemail,
                    registrar.of(tenant, extension.id().value()));
        });
    }

    /** Of every device that the plan rings. */
    Map<UUID, MediaKeying> keyings(TenantId tenant, RoutePlan plan) {
        Map<UUID, MediaKeying> keyings = new HashMap<>();
        for (Step step : plan.steps()) {
            if (step instanceof Step.Ring ring) {
                for (Binding contact : ring.contacts()) {
                    keyings.computeIfAbsent(contact.deviceId(), device -> keying(tenant, device));
                }
            }
        }
        return keyings;
    }

    private MediaKeying keying(TenantId tenant, UUID device) {
        return extensions
                .device(tenant, new DeviceId(device))
                .filter(DeviceFacts::usable)
                .map(facts -> facts.keyingAt(clock.instant()))
                .orElse(MediaKeying.SDES);
    }
}
