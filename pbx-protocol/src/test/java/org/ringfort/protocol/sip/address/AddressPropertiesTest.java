package org.ringfort.protocol.sip.address;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringfort.protocol.sip.Messages;

class AddressPropertiesTest {
    @Provide
    Arbitrary<SipUri> uris() {
        return Messages.uris();
    }

    @Provide
    Arbitrary<NameAddress> addresses() {
        return Messages.addresses();
    }

    @Property(tries = 500)
    void a_uri_written_reads_the_same(@ForAll("uris") SipUri uri) {
        assertThat(SipUri.parse(uri.toString())).contains(uri);
        assertThat(uri.sameAs(uri)).isTrue();
    }

    @Property(tries = 500)
    void an_address_written_reads_the_same(@ForAll("addresses") NameAddress address) {
        assertThat(NameAddress.parse(address.toString())).contains(address);
    }

    @Property(tries = 1000)
    void no_text_makes_a_throw(@ForAll String text) {
        assertThat(Uri.parse(text)).isNotNull();
        assertThat(Uri.parse("sip:" + text)).isNotNull();
        assertThat(NameAddress.parse(text)).isNotNull();
        assertThat(Host.parse(text)).isNotNull();
    }
}
