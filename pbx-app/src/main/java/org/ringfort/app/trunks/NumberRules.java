package org.ringfort.app.trunks;

import java.util.List;
import java.util.Optional;
import org.ringfort.app.numbers.DialledNumber;

/**
 * Whom one may call through a trunk. What is not allowed is barred: a phone that somebody has stolen the password of
 * cannot run up a bill abroad. Emergency services are never barred.
 *
 * @param country ISO 3166-1 alpha-2: where numbers without a country code belong
 * @param allowedPrefixes E.164 prefixes with their plus sign; empty: the numbers of the country, and of no other
 * @param premium whether numbers may be called for which the called party is paid (premium rate, shared cost)
 */
public record NumberRules(String country, List<String> allowedPrefixes, boolean premium) {
    public NumberRules {
        allowedPrefixes = List.copyOf(allowedPrefixes);
    }

    /** Why a number may not be called, in half a sentence; empty where it may. */
    Optional<String> bars(DialledNumber.Subscriber number) {
        if (number.paid() && !premium) {
            return Optional.of("numbers that cost more than a call");
        }
        if (allowedPrefixes.isEmpty()) {
            return number.countryCode() == DialledNumber.callingCode(country)
                    ? Optional.empty()
                    : Optional.of("numbers outside of " + country);
        }
        return allowedPrefixes.stream().anyMatch(number.e164()::startsWith)
                ? Optional.empty()
                : Optional.of("this prefix");
    }
}
