package org.ringfort.e2e.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Looks before anything is started whether the demo's ports are free. */
final class FreePorts {
    private FreePorts() {}

    static void demand(DemoSettings settings) throws DemoFailure, IOException {
        demandTcp(InetAddress.getByName(DemoSettings.LOOPBACK), settings.ports().internal());
        InetAddress served = InetAddress.getByName(settings.host());
        demandTcp(served, settings.ports().served());
        demandUdp(served, settings.ports().sip(), "SIP over UDP");
        demandUdp(served, settings.ports().rtpFirst(), "the first media port");
    }

    private static void demandTcp(InetAddress address, Map<Integer, String> ports) throws DemoFailure {
        for (Map.Entry<Integer, String> port : ports.entrySet()) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, port.getKey()));
            } catch (IOException e) {
                throw taken("TCP", address, port.getKey(), port.getValue());
            }
        }
    }

    private static void demandUdp(InetAddress address, int port, String purpose) throws DemoFailure {
        try (var socket = new DatagramSocket(new InetSocketAddress(address, port))) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw taken("UDP", address, port, purpose);
        }
    }

    private static DemoFailure taken(String transport, InetAddress address, int port, String purpose) {
        return new DemoFailure(
                "%s port %d on %s (%s) is taken by another program: end that (`ss -lnp` names it), or move all ports, e.g. PORT_OFFSET=10000."
                        .formatted(transport, port, address.getHostAddress(), purpose));
    }
}
