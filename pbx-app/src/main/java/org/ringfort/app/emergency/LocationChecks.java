package org.ringfort.app.emergency;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringfort.app.numbers.DialledNumber;
import org.ringfort.app.platform.rest.Problem;

/** What a location must be before it is believed. Each refusal names the field. */
final class LocationChecks {
    private static final String COUNTRY = "country";
    /** @rfc 5139 3.1 */
    private static final Set<String> ELEMENTS = Set.of(
            COUNTRY, "A1", "A2", "A3", "A4", "A5", "A6", "PRM", "PRD", "RD", "STS", "POD", "POM", "RDSEC", "RDBR",
            "RDSUBBR", "HNO", "HNS", "LMK", "LOC", "FLR", "NAM", "PC", "BLD", "UNIT", "ROOM", "SEAT", "PLC", "PCN",
            "POBOX", "ADDCODE");

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\"<>\\\\]{1,80}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\p{Cn}\u2028\u2029]{1,100}");
    private static final Pattern LANGUAGE = Pattern.compile("([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3})?");

    private LocationChecks() {}

    static void check(LocationDraft draft) {
        if (!NAME.matcher(draft.name()).matches() || draft.name().isBlank()) {
            throw Problem.invalid(
                    "name", "malformed", "Give 1 to 80 characters, without quotes, angle brackets or backslashes.");
        }
        address(draft.address());
        if (!LANGUAGE.matcher(draft.language()).matches()) {
            throw Problem.invalid("language", "malformed", "Give a language such as de or en-GB.");
        }
        draft.point().ifPresent(LocationChecks::point);
    }

    private static void address(Map<String, String> address) {
        for (Map.Entry<String, String> element : address.entrySet()) {
            if (!ELEMENTS.contains(element.getKey())) {
                throw Problem.invalid(
                        "address", "unknown", "Name elements as RFC 5139 does, such as country, A3, RD, HNO, FLR, PC.");
            }
            if (!VALUE.matcher(element.getValue()).matches()
                    || element.getValue().isBlank()) {
                throw Problem.invalid(
                        "address." + element.getKey(), "malformed", "Give 1 to 100 characters, or leave it out.");
            }
        }
        if (!DialledNumber.isCountry(Optional.ofNullable(address.get(COUNTRY)).orElse(""))) {
            throw Problem.invalid("address." + COUNTRY, "unknown", "Give a country's two letters, such as DE.");
        }
        if (address.size() < 2) {
            throw Problem.invalid(
                    "address", "required", "Help needs more than a country: give town, street and house.");
        }
    }

    private static void point(GeoPoint point) {
        if (!(Math.abs(point.latitude()) <= 90)) {
            throw Problem.invalid("point.latitude", "range", "Give -90 to 90 degrees.");
        }
        if (!(Math.abs(point.longitude()) <= 180)) {
            throw Problem.invalid("point.longitude", "range", "Give -180 to 180 degrees.");
        }
    }
}
