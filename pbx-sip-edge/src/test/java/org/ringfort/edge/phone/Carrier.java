package org.ringfort.edge.phone;

import java.util.Optional;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.fake.DnsServer;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.header.Authenticate;
import org.ringfort.protocol.sip.header.HeaderName;
import org.xbill.DNS.Type;

/** The carrier of all these tests: where its gateways are, and what it asks for. */
public final class Carrier {
    /** The name that two servers answer for, see {@link #twoServers}. */
    public static final String NAME = "carrier.example";

    private Carrier() {}

    /** A gateway over TLS at this address or name, on port 5061, as the app tells of it. */
    public static Gateway.Builder gateway(String host) {
        return Gateway.newBuilder()
                .setGatewayId("gateway-" + host)
                .setHost(host)
                .setPort(5061)
                .setTransport(Transport.TRANSPORT_TLS)
                .setTlsName("sip.carrier.example");
    }

    /** {@link #NAME} has two servers, the first to be asked before the second. */
    public static void twoServers(DnsServer dns, String firstAddress, String secondAddress) {
        dns.has("_sips._tcp." + NAME, 300, Type.SRV, "10 0 5061 one.carrier.example.")
                .has("_sips._tcp." + NAME, 300, Type.SRV, "20 0 5061 two.carrier.example.")
                .has("one.carrier.example", 300, Type.A, firstAddress)
                .has("two.carrier.example", 300, Type.A, secondAddress);
    }

    /** What stands in a 401 or a 407 of whoever wants a digest for this realm. */
    public static Authenticate challenge(int status, String realm) {
        return new Authenticate(
                status == 407 ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE,
                Challenge.Digest.auth(DigestAlgorithm.SHA_256, realm, "a nonce", Optional.empty(), false));
    }
}
