package org.ringfort.edge.admission;

import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.NameAddress;

/**
 * Programs that look for SIP servers, known by what they call themselves in User-Agent, and in the names of From and To. Who
 * changes his name is not found here; he meets everything else. Immutable.
 */
final class Scanners {
    private final List<String> names;

    /**
     * @param names parts of names, without regard to case
     */
    Scanners(List<String> names) {
        this.names = List.copyOf(names);
    }

    boolean sent(SipRequest request) {
        return namesOne(request.headers().userAgent())
                || isOne(request.headers().from().address())
                || isOne(request.headers().to().address());
    }

    private boolean isOne(NameAddress address) {
        return namesOne(address.displayName()) || namesOne(address.sipUri().map(uri -> uri.userText()));
    }

    private boolean namesOne(Optional<String> text) {
        if (text.isEmpty() || text.get().isEmpty()) {
            return false;
        }
        for (String name : names) {
            if (contains(text.get(), name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String text, String name) {
        for (int at = 0; at + name.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}
