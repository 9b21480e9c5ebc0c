package org.ringfort.edge.topology;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Headers;

/**
 * What an INFO says to the other leg: a key that was pressed, or the wish for a whole picture. Its body is written anew from
 * what was understood; an octet that was not is not passed on.
 *
 * @param headers of the INFO onward, beside those of the dialog
 * @param body perhaps empty
 * @rfc 6086 3.1
 */
public record Note(Headers headers, Body body) {
    private static final ContentType RELAY = ContentType.of("application", "dtmf-relay");
    private static final ContentType KEY = ContentType.of("application", "dtmf");
    private static final ContentType MEDIA_CONTROL = ContentType.of("application", "media_control+xml");
    private static final Pattern SIGNAL = Pattern.compile("(?im)^Signal[ \t]*=[ \t]*([0-9A-D*#]|1[0-6])[ \t]*\r?$");
    private static final Pattern DURATION = Pattern.compile("(?im)^Duration[ \t]*=[ \t]*([0-9]{1,5})[ \t]*\r?$");
    private static final Pattern ONE_KEY = Pattern.compile("[0-9A-Da-d*#]|1[0-6]");

    /** RFC 5168 5. */
    private static final String PICTURE = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<media_control><vc_primitive>"
            + "<to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>\r\n";

    /** Longer than any that says no more than these do. */
    private static final int LONGEST = 2_000;

    /** What {@code info} takes across; empty where its body is of no type that may, or says nothing that is understood. */
    public static Optional<Note> of(SipRequest info) {
        if (info.body().isEmpty()) {
            return Optional.of(new Note(Headers.EMPTY, Body.EMPTY));
        }
        Optional<ContentType> type =
                info.headers().contentType().map(given -> ContentType.of(given.type(), given.subtype()));
        String text = info.body().lengthBytes() > LONGEST ? "" : info.body().text();
        return type.flatMap(given -> {
            if (given.is(RELAY)) {
                return relay(text).map(body -> with(RELAY, body));
            }
            if (given.is(KEY)) {
                return ONE_KEY.matcher(text.strip()).matches()
                        ? Optional.of(with(KEY, text.strip()))
                        : Optional.empty();
            }
            return given.is(MEDIA_CONTROL) && text.contains("picture_fast_update")
                    ? Optional.of(with(MEDIA_CONTROL, PICTURE))
                    : Optional.empty();
        });
    }

    private static Optional<String> relay(String text) {
        Matcher signal = SIGNAL.matcher(text);
        if (!signal.find()) {
            return Optional.empty();
        }
        Matcher duration = DURATION.matcher(text);
        return Optional.of("Signal=" + signal.group(1) + "\r\n"
                + (duration.find() ? "Duration=" + duration.group(1) + "\r\n" : ""));
    }

    private static Note with(ContentType type, String body) {
        return new Note(Headers.of(List.of(type)), Body.ofText(body));
    }
}
