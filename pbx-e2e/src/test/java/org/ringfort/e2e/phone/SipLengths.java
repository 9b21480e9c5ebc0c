package org.ringfort.e2e.phone;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIP over TCP or TLS: messages are told apart by their Content-Length. One thread. */
final class SipLengths extends SipStream {
    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:Content-Length|l)\\s*:\\s*(\\d+)");

    private SipLengths(Socket socket) throws IOException {
        super(socket);
    }

    static SipLengths over(Socket socket) throws IOException {
        return new SipLengths(socket);
    }

    @Override
    public void send(byte[] octets) {
        write(octets);
    }

    @Override
    Optional<String> whole() {
        byte[] come = come();
        String all = new String(come, StandardCharsets.ISO_8859_1);
        int headers = all.indexOf("\r\n\r\n");
        if (headers < 0) {
            return Optional.empty();
        }
        Matcher length = LENGTH.matcher(all.substring(0, headers));
        int end = headers + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        if (come.length < end) {
            return Optional.empty();
        }
        keep(Arrays.copyOfRange(come, end, come.length));
        return Optional.of(all.substring(0, end));
    }
}
