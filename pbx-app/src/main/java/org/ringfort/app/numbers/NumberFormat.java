package org.ringfort.app.numbers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** How numbers are written for a carrier. Inside they are E.164 with a plus sign. */
public enum NumberFormat {
    /** {@code +4930901820}. */
    E164("e164"),
    /** {@code 4930901820}: the same without its plus sign. */
    DIGITS("digits"),
    /** As the country's people dial it: {@code 030901820}, and numbers of other countries after 00 or what is dialled there. */
    NATIONAL("national");

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final String wireName;

    NumberFormat(String wireName) {
        this.wireName = wireName;
    }

    /** {@code e164}, {@code digits}, {@code national}. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. */
    @JsonCreator
    public static NumberFormat parse(String wireName) {
        for (NumberFormat format : values()) {
            if (format.wireName.equals(wireName)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no such format");
    }

    /**
     * A number in this format. What is not E.164 stays as it is: the number of an emergency service, and nobody's.
     *
     * @param e164 with its plus sign, or something else
     * @param country ISO 3166-1 alpha-2: the carrier's
     */
    public String write(String e164, String country) {
        if (!e164.startsWith("+")) {
            return e164;
        }
        return switch (this) {
            case E164 -> e164;
            case DIGITS -> e164.substring(1);
            case NATIONAL -> national(e164, country);
        };
    }

    private static String national(String e164, String country) {
        try {
            PhoneNumber number = NUMBERS.parse(e164, country);
            String written = number.getCountryCode() == NUMBERS.getCountryCodeForRegion(country)
                    ? NUMBERS.format(number, PhoneNumberFormat.NATIONAL)
                    : NUMBERS.formatOutOfCountryCallingNumber(number, country);
            // Where a country has no one way to dial abroad, the library leaves the plus sign.
            return written.startsWith("+") ? e164 : PhoneNumberUtil.normalizeDigitsOnly(written);
        } catch (NumberParseException notOne) {
            return e164;
        }
    }
}
