package org.ringfort.edge.boot;

import java.util.Set;
import java.util.stream.Collectors;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Rate;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.process.config.Settings;

/** {@code admission.*}: each rate is so many a second, and {@code -burst} so many at once. */
final class AdmissionReading {
    private AdmissionReading() {}

    static AdmissionSettings of(Settings settings) {
        AdmissionSettings.Rates standard = AdmissionSettings.Rates.DEFAULT;
        return new AdmissionSettings(
                AdmissionSettings.METHODS,
                new AdmissionSettings.Rates(
                        rate(settings, "", standard.messages(), "messages of strangers of one address"),
                        rate(settings, "flow-", standard.flow(), "messages of a flow with somebody known"),
                        rate(settings, "strangers-", standard.strangers(), "messages of all strangers together"),
                        rate(settings, "register-", standard.registers(), "REGISTER of strangers of one address"),
                        rate(settings, "opening-", standard.openings(), "other requests of strangers of one address"),
                        rate(settings, "emergency-", standard.emergencies(), "the same to emergency numbers"),
                        each(settings, "account-", standard.account(), "of one account"),
                        each(
                                settings,
                                "shared-flow-",
                                standard.sharedFlow(),
                                "of a known flow, of no account in particular"),
                        rate(settings, "domain-", standard.domain(), "requests of one domain's accounts, beyond: 503")),
                settings.integer("admission.addresses", 100_000, 100, 10_000_000, "bounds memory"),
                settings.list(
                        "admission.scanners",
                        String.join(",", AdmissionSettings.SCANNERS),
                        "names in User-Agent, From and To that are met with silence"),
                Set.copyOf(
                        settings.list(
                                "admission.emergency-numbers",
                                EmergencyNumbers.STANDARD.stream().sorted().collect(Collectors.joining(",")),
                                "as users dial them, besides those of the countries where trunks lead; no limit holds for them")));
    }

    private static AdmissionSettings.Each each(
            Settings settings, String of, AdmissionSettings.Each standard, String whose) {
        return new AdmissionSettings.Each(
                rate(settings, of + "invite-", standard.invites(), "INVITE " + whose + ", beyond: 503"),
                rate(settings, of + "register-", standard.registers(), "REGISTER " + whose + ", beyond: 503"),
                rate(settings, of, standard.others(), "other requests " + whose + ", beyond: 503"));
    }

    private static Rate rate(Settings settings, String of, Rate standard, String what) {
        return new Rate(
                settings.integer(
                        "admission." + of + "rate", standard.eachSecond(), 1, 1_000_000, what + ", each second"),
                settings.integer("admission." + of + "burst", standard.burst(), 1, 1_000_000, what + ", at once"));
    }
}
