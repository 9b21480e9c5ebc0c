package org.ringfort.app.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was dialled, as the public network of a country reads it. */
public sealed interface DialledNumber {
    /**
     * The emergency service by its name, whichever numbers it has.
     *
     * @rfc 5031 4.2
     */
    String SERVICE = "urn:service:sos";

    /**
     * A subscriber of the public network.
     *
     * @param e164 with its plus sign
     * @param countryCode such as 49
     * @param paid whether the called party is paid for the call, or nobody knows: what cannot be priced
     */
    record Subscriber(String e164, int countryCode, boolean paid) implements DialledNumber {}

    /**
     * An emergency service of the country.
     *
     * @param digits as dialled: such numbers have no E.164 form
     */
    record Emergency(String digits) implements DialledNumber {}

    /**
     * Where the way to the emergency services of the country is tried out, and the address that they would be told is read back.
     *
     * @param digits as dialled
     */
    record EmergencyTest(String digits) implements DialledNumber {}

    /** Nobody's number. */
    record Nobody() implements DialledNumber {}

    /**
     * Reads what was dialled.
     *
     * @param dialled keys, or the name of the emergency service ({@code urn:service:sos}), which stands for the number that calls
     *     for help in that country
     * @param country ISO 3166-1 alpha-2
     * @rfc 5031 4.2
     */
    static DialledNumber read(String dialled, String country) {
        return Reader.read(dialled, country);
    }

    /** What calls for help in a country, as it is dialled there; in order of the digits. */
    static List<String> emergencyNumbers(String country) {
        return Reader.emergencyNumbers(country);
    }

    /**
     * Whether somebody who dials it means an emergency service, wherever he is: for where no trunk says which country it is.
     *
     * @rfc 5031 4.2
     */
    static boolean callsForHelp(String dialled) {
        return Reader.FOR_HELP_ANYWHERE.contains(dialled) || Reader.isService(dialled);
    }

    /** A number in E.164 with its plus sign, if it is a complete one of any country. */
    static Optional<String> e164(String number) {
        return read(number, "ZZ") instanceof Subscriber subscriber
                        && subscriber.e164().equals(number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /** Whether a country of that name is known. */
    static boolean isCountry(String country) {
        return Reader.NUMBERS.getSupportedRegions().contains(country);
    }

    /** The calling code of a country, such as 49; 0 where it is unknown. */
    static int callingCode(String country) {
        return Reader.NUMBERS.getCountryCodeForRegion(country);
    }

    /** The arithmetic of numbering plans is Google's libphonenumber; nothing of it is seen outside. */
    final class Reader {
        private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
        private static final ShortNumberInfo SHORT = ShortNumberInfo.getInstance();
        /** Letters are not dialled here, and nothing long is looked at. */
        private static final Pattern KEYS = Pattern.compile("\\+?[0-9]{2,24}");

        private static final Set<String> FOR_HELP_ANYWHERE = Set.of("112", "911", "999", "000", "110", "118", "119");
        /** Tried first, since all services answer there. */
        private static final List<String> FOR_ALL_SERVICES = List.of("112", "911", "999", "000", "111");

        /** North America alone has one; elsewhere a test is agreed on with the services. */
        private static final Map<String, Set<String>> TESTS_OF_HELP = Map.of(
                "US",
                Set.of("933"),
                "CA",
                Set.of("933"),
                "PR",
                Set.of("933"),
                "VI",
                Set.of("933"),
                "GU",
                Set.of("933"));

        private static final int LONGEST_EMERGENCY_NUMBER = 4;
        private static final Map<String, List<String>> EMERGENCY_NUMBERS = new ConcurrentHashMap<>();

        private Reader() {}

        private static DialledNumber read(String dialled, String country) {
            if (isService(dialled)) {
                return service(country);
            }
            if (!KEYS.matcher(dialled).matches()) {
                return new Nobody();
            }
            if (SHORT.isEmergencyNumber(dialled, country)) {
                return new Emergency(dialled);
            }
            if (TESTS_OF_HELP.getOrDefault(country, Set.of()).contains(dialled)) {
                return new EmergencyTest(dialled);
            }
            try {
                PhoneNumber number = NUMBERS.parse(dialled, country);
                return NUMBERS.isValidNumber(number)
                        ? new Subscriber(
                                NUMBERS.format(number, PhoneNumberFormat.E164), number.getCountryCode(), isPaid(number))
                        : new Nobody();
            } catch (NumberParseException notOne) {
                return new Nobody();
            }
        }

        private static boolean isService(String dialled) {
            return dialled.equals(SERVICE) || dialled.startsWith(SERVICE + ".");
        }

        private static DialledNumber service(String country) {
            return Stream.concat(FOR_ALL_SERVICES.stream(), emergencyNumbers(country).stream())
                    .filter(number -> SHORT.isEmergencyNumber(number, country))
                    .findFirst()
                    .<DialledNumber>map(Emergency::new)
                    .orElseGet(Nobody::new);
        }

        /** The library tells of a number whether it is one, and not which there are. */
        private static List<String> emergencyNumbers(String country) {
            return EMERGENCY_NUMBERS.computeIfAbsent(country, asked -> {
                List<String> found = new ArrayList<>();
                int end = 1;
                for (int digits = 1; digits <= LONGEST_EMERGENCY_NUMBER; digits++) {
                    end *= 10;
                    for (int number = 0; digits > 1 && number < end; number++) {
                        String dialled = String.format(Locale.ROOT, "%0" + digits + "d", number);
                        if (SHORT.isEmergencyNumber(dialled, asked)) {
                            found.add(dialled);
                        }
                    }
                }
                return List.copyOf(found);
            });
        }

        private static boolean isPaid(PhoneNumber number) {
            return switch (NUMBERS.getNumberType(number)) {
                case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, TOLL_FREE, VOIP, UAN, VOICEMAIL -> false;
                case PREMIUM_RATE, SHARED_COST, PERSONAL_NUMBER, PAGER, UNKNOWN -> true;
            };
        }
    }
}
