package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * The session interval, and who refreshes.
 *
 * @param seconds 0 to 2^31-1
 * @param refresher empty where it is left to the other side
 * @rfc 4028 4
 */
public record SessionExpires(int seconds, Optional<Refresher> refresher) implements Header {

    /** Who sends the refreshes. */
    public enum Refresher {
        UAC,
        UAS;

        String token() {
            return this == UAC ? "uac" : "uas";
        }
    }

    public SessionExpires {
        if (seconds < 0) {
            throw new IllegalArgumentException("Session-Expires");
        }
    }

    static Optional<SessionExpires> parse(String text) {
        var in = new Lexer(text);
        long seconds = in.number(Integer.MAX_VALUE);
        Parameters parameters = Parameters.readHeader(in);
        if (!in.complete()) {
            return Optional.empty();
        }
        Optional<String> said = parameters.get("refresher");
        for (Refresher refresher : Refresher.values()) {
            if (said.isPresent() && Ascii.same(said.get(), refresher.token())) {
                return Optional.of(new SessionExpires((int) seconds, Optional.of(refresher)));
            }
        }
        return said.isPresent() ? Optional.empty() : Optional.of(new SessionExpires((int) seconds, Optional.empty()));
    }

    @Override
    public HeaderName name() {
        return HeaderName.SESSION_EXPIRES;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(seconds);
        refresher.ifPresent(who -> out.append(";refresher=").append(who.token()));
    }
}
