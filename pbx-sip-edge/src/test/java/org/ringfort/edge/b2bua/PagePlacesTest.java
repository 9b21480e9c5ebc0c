package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagePlacesTest {
    @Test
    void a_tenant_pages_so_many_phones_at_a_time_and_all_together_a_quarter_of_the_edge() {
        var places = new PagePlaces(600);
        assertThat(places.take("one", 60)).isTrue();
        assertThat(places.take("one", 41)).as("of the tenant").isFalse();
        assertThat(places.take("one", 40)).isTrue();
        assertThat(places.take("two", 51)).as("of the edge").isFalse();
        assertThat(places.take("two", 50)).isTrue();
        places.giveBack("one", 40);
        assertThat(places.take("one", 41)).isFalse();
        assertThat(places.take("two", 40)).isTrue();
        places.giveBack("one", 60);
        places.giveBack("two", 50);
        places.giveBack("two", 40);
        assertThat(places.take("two", 100)).isTrue();
    }
}
