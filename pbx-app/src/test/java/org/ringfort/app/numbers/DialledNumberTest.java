package org.ringfort.app.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.app.numbers.DialledNumber.Emergency;
import org.ringfort.app.numbers.DialledNumber.Nobody;
import org.ringfort.app.numbers.DialledNumber.Subscriber;

class DialledNumberTest {
    @ParameterizedTest
    @CsvSource({
        "03012345678, DE, +493012345678",
        "+493012345678, DE, +493012345678",
        "00493012345678, DE, +493012345678",
        "0015105550100, DE, +15105550100",
        "5105550100, US, +15105550100",
        "011493012345678, US, +493012345678",
        "0791234567, CH, +41791234567",
    })
    void numbers_are_read_as_the_country_dials_them(String dialled, String country, String e164) {
        assertThat(DialledNumber.read(dialled, country)).isInstanceOfSatisfying(Subscriber.class, subscriber -> {
            assertThat(subscriber.e164()).isEqualTo(e164);
            assertThat(subscriber.paid()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"09005123456, DE", "+449098790123, GB", "19002345678, US", "+881612345678, DE"})
    void what_costs_more_than_a_call_is_known_as_such(String dialled, String country) {
        assertThat(DialledNumber.read(dialled, country))
                .isInstanceOfSatisfying(
                        Subscriber.class,
                        subscriber -> assertThat(costs(subscriber)).isTrue());
    }

    private static boolean costs(Subscriber subscriber) {
        return subscriber.paid() || subscriber.countryCode() == 881;
    }

    @ParameterizedTest
    @CsvSource({"112, DE", "110, DE", "911, US", "999, GB", "144, CH", "17, FR"})
    void emergency_numbers_are_known_by_country(String dialled, String country) {
        assertThat(DialledNumber.read(dialled, country)).isEqualTo(new Emergency(dialled));
    }

    /** @rfc 5031 4.2 */
    @ParameterizedTest
    @CsvSource({"urn:service:sos, DE, 112", "urn:service:sos.fire, US, 112", "urn:service:sos, JP, 110"})
    void help_by_its_name_is_the_number_of_the_country(String dialled, String country, String number) {
        assertThat(DialledNumber.read(dialled, country)).isEqualTo(new Emergency(number));
    }

    @Test
    void a_country_has_its_numbers_for_help() {
        assertThat(DialledNumber.emergencyNumbers("DE")).containsExactly("110", "112");
        assertThat(DialledNumber.emergencyNumbers("CH")).contains("112", "117", "118", "144");
        assertThat(DialledNumber.emergencyNumbers("FR")).contains("15", "17", "18", "112");
        assertThat(DialledNumber.emergencyNumbers("ZZ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "101",
                "+",
                "abc",
                "+49301234567890123456",
                "030 1234567",
                "030;phone-context=x",
                "*43",
                "+4930123\r\n",
                "00",
                "+0123456789",
                "８９３０１２３４５６７",
                "112;x=1",
                "urn:service:sosx",
                "urn:service:counseling"
            })
    void everything_else_is_nobody(String dialled) {
        assertThat(DialledNumber.read(dialled, "DE")).isEqualTo(new Nobody());
    }

    @Test
    void a_whole_number_stands_in_e164() {
        assertThat(DialledNumber.e164("+493012345678")).contains("+493012345678");
        assertThat(DialledNumber.e164("03012345678")).isEmpty();
        assertThat(DialledNumber.e164("+49")).isEmpty();
        assertThat(DialledNumber.isCountry("DE")).isTrue();
        assertThat(DialledNumber.isCountry("ZZ")).isFalse();
    }
}
