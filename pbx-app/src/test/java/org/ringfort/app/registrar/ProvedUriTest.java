package org.ringfort.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvedUriTest {
    @ParameterizedTest
    @CsvSource({
        "sip:acme.example, sip:acme.example",
        "sip:ACME.example, sip:acme.example;transport=tls", // baresip and linphone, one with the parameter, one without
        "sip:acme.example;transport=tls, sip:acme.example",
        "sip:acme.example:5061, sip:acme.example",
        "sip:127.0.0.1:5061, sip:acme.example", // SIPp
        "sip:127.0.0.1:5061, sip:102@acme.example", // the same for INVITE
        "sip:acme.example, sip:102@acme.example",
        "sip:[2001:db8::1]:5061, sip:acme.example",
        "sip:102@192.0.2.1:5060, sip:102@acme.example",
        "sip:102@acme.example, sip:102@acme.example;user=phone",
        "sip:102@acme.example, sip:%31%30%32@acme.example",
        "sip:102@acme.example, sip:102@other-name-of.example", // the realm itself
        "urn:service:sos, urn:service:sos",
        "sip:anything, ''" // from an edge that does not say
    })
    void covers(String digestUri, String requestUri) {
        assertThat(ProvedUri.covers(digestUri, requestUri, "acme.example")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:102@acme.example, sip:0900123456@acme.example",
        "sip:102@192.0.2.1, sip:0900123456@acme.example",
        "sip:elsewhere.example, sip:102@acme.example",
        "sip:101@acme.example, sip:acme.example",
        "sip:102@acme.example, sip:acme.example",
        "sip:102@acme.example, sips:102@acme.example",
        "sip:102@elsewhere.example, sip:102@acme.example",
        "sip:Anna@acme.example, sip:anna@acme.example",
        "*, sip:102@acme.example",
        "'', sip:102@acme.example",
        "tel:102, sip:102@acme.example",
        "urn:service:sos, sip:102@acme.example"
    })
    void does_not_cover(String digestUri, String requestUri) {
        assertThat(ProvedUri.covers(digestUri, requestUri, "acme.example")).isFalse();
    }
}
