package org.ringfort.app.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumberFormatTest {
    @ParameterizedTest
    @CsvSource({
        "+4930901820, DE, e164, +4930901820",
        "+4930901820, DE, digits, 4930901820",
        "+4930901820, DE, national, 030901820",
        "+4315880, DE, national, 004315880",
        "+15105550100, DE, national, 0015105550100",
        "+15105550100, US, national, 5105550100",
        "+4930901820, US, national, 0114930901820",
        "+390612345678, IT, national, 0612345678",
        "+41791234567, CH, national, 0791234567",
    })
    void a_number_is_written_as_the_carrier_writes_it(String e164, String country, String format, String written) {
        assertThat(NumberFormat.parse(format).write(e164, country)).isEqualTo(written);
    }

    /** Several carriers of Brazil lead abroad, each by digits of its own: there is no one way to write it. */
    @Test
    void where_a_country_has_no_one_way_abroad_the_plus_sign_stays() {
        assertThat(NumberFormat.NATIONAL.write("+4930901820", "BR")).isEqualTo("+4930901820");
    }

    @ParameterizedTest
    @EnumSource(NumberFormat.class)
    void emergency_numbers_and_nobodys_stay_as_they_are(NumberFormat format) {
        assertThat(format.write("112", "DE")).isEqualTo("112");
        assertThat(format.write("", "DE")).isEmpty();
        assertThat(NumberFormat.parse(format.wireName())).isEqualTo(format);
    }

    @Test
    void an_unknown_format_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> NumberFormat.parse("E164"));
    }
}
