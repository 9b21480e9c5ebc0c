package org.ringfort.edge.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.codec.SipEncoder;
import org.ringfort.protocol.sip.header.HeaderName;

/**
 * Writes a message down without what opens anything: answers to challenges, tokens, passwords in addresses, keys of media, and
 * keys pressed, which may be a PIN. Wherever they stand: in a header, in the body, in a message within the message. One thread.
 * Content-Length stays that of the message as it passed.
 *
 * @rfc 4568 9.1
 * @rfc 7616 5.14
 */
final class Redaction {
    private static final String OUT = "[redacted]";

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?im)^((?:Proxy-)?(?:Authorization|Authentication-Info)[ \t]*:[ \t]*)([^\\r\\n]*)");
    private static final Pattern ANSWER =
            Pattern.compile("(?i)\\b(response|rspauth|auts)([ \t]*=[ \t]*)(\"[^\"\\r\\n]*\"?|[^,\\s]*)");
    private static final Pattern EMBEDDED = Pattern.compile("(?i)([?&](?:proxy-)?authorization=)[^&>\\s;]*");
    /** Nothing is tried twice: text made to be slow is not. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)\\b(sips?:[^\\s:@<>\"]{1,256}+):[^\\s@<>\"]{1,1024}+@");

    private static final String NO_PASSWORD = " \t\n\u000b\f\r@<>\"";

    private static final Pattern INLINE = Pattern.compile("(?i)(inline:)[ \t]*[^\\s|;,\"<>]+");
    private static final Pattern SECRET_LINE = Pattern.compile("(?im)^(k=|a=key-mgmt:|a=ice-pwd:)[^\\r\\n]*");
    private static final Pattern SIGNAL = Pattern.compile("(?im)^([ \t]*Signal[ \t]*=)[^\\r\\n]*");
    private static final Pattern KPML = Pattern.compile("(?i)(\\bdigits[ \t]*=[ \t]*[\"'])[^\"'\\r\\n]*");
    private static final String BARE_KEY = "application/dtmf";
    private static final String HEADERS_END = "\r\n\r\n";

    private final SipEncoder encoder = new SipEncoder();

    /** The octets of {@code message}, without its secrets. */
    Body of(SipMessage message) {
        byte[] octets = encoder.encode(message);
        String text = new String(octets, ISO_8859_1);
        String redacted = without(text, message);
        return Body.of(redacted.equals(text) ? octets : redacted.getBytes(ISO_8859_1));
    }

    /** Most messages hold nothing of the kind: a pattern is tried where the word is that none of its matches lacks. */
    private static String without(String whole, SipMessage message) {
        String lower = whole.toLowerCase(Locale.ROOT);
        String text = whole;
        if (lower.contains("authorization") || lower.contains("authentication-info")) {
            text = credentials(text);
        }
        if (mayHoldPassword(whole)) {
            text = PASSWORD.matcher(text).replaceAll("$1:" + OUT + "@");
        }
        if (lower.contains("authorization=")) {
            text = EMBEDDED.matcher(text).replaceAll("$1" + OUT);
        }
        if (message.body().isEmpty()) {
            return text;
        }
        if (lower.contains("inline:")) {
            text = INLINE.matcher(text).replaceAll("$1" + OUT);
        }
        if (lower.contains("k=") || lower.contains("a=key-mgmt:") || lower.contains("a=ice-pwd:")) {
            text = SECRET_LINE.matcher(text).replaceAll("$1" + OUT);
        }
        if (lower.contains("signal")) {
            text = SIGNAL.matcher(text).replaceAll("$1" + OUT);
        }
        if (lower.contains("digits")) {
            text = KPML.matcher(text).replaceAll("$1" + OUT);
        }
        return isBareKey(message) ? text.substring(0, text.indexOf(HEADERS_END) + HEADERS_END.length()) + OUT : text;
    }

    /** Whether two colons stand before an at sign, with nothing between that {@link #PASSWORD} would not have. */
    private static boolean mayHoldPassword(String text) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int colons = 0;
            for (int before = at - 1; before >= 0 && NO_PASSWORD.indexOf(text.charAt(before)) < 0; before--) {
                colons += text.charAt(before) == ':' ? 1 : 0;
            }
            if (colons > 1) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBareKey(SipMessage message) {
        return message.headers()
                .text(HeaderName.CONTENT_TYPE)
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(BARE_KEY::equals)
                .isPresent();
    }

    /** Of digest, the answer alone: the rest says what went wrong. Of every other scheme all but its name. */
    private static String credentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll(header -> {
            String value = header.group(2);
            boolean digest = value.regionMatches(true, 0, "Digest", 0, 6)
                    || header.group(1).toLowerCase(Locale.ROOT).contains("info");
            String scheme = value.split("[ \t]", 2)[0];
            String kept = digest ? ANSWER.matcher(value).replaceAll("$1$2\"" + OUT + "\"") : scheme + " " + OUT;
            return Matcher.quoteReplacement(header.group(1) + kept);
        });
    }
}
