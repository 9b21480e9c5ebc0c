package org.ringfort.app.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was dialled, as the public network of a country reads it. */
public sealed interface DialledNumber {

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

    /** Nobody's number. */
    record Nobody() implements DialledNumber {}

    /**
     * Reads what was dialled.
     *
     * @param country ISO 3166-1 alpha-2
     */
    static DialledNumber read(String dialled, String country) {
        return Reader.read(dialled, country);
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
        private static final Pattern KEYS = Pattern.compile("\\+?[0-9]{3,24}");

        private Reader() {}

        private static DialledNumber read(String dialled, String country) {
            if (!KEYS.matcher(dialled).matches()) {
                return new Nobody();
            }
            if (SHORT.isEmergencyNumber(dialled, country)) {
                return new Emergency(dialled);
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

        private static boolean isPaid(PhoneNumber number) {
            return switch (NUMBERS.getNumberType(number)) {
                case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, TOLL_FREE, VOIP, UAN, VOICEMAIL -> false;
                case PREMIUM_RATE, SHARED_COST, PERSONAL_NUMBER, PAGER, UNKNOWN -> true;
            };
        }
    }
}
