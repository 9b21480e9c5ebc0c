package org.ringfort.protocol.sip.address;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * What From, To, Contact and Route carry: a display name, a URI, and the header's own parameters.
 *
 * @param displayName without quotes and escapes; empty where none is written
 * @param uri the URI
 * @param parameters of the header, not of the URI; values without quotes
 * @rfc 3261 20.10
 */
public record NameAddress(Optional<String> displayName, Uri uri, Parameters parameters) {
    public NameAddress {
        displayName = displayName.filter(name -> !name.isEmpty());
        if (Ascii.breaksLine(displayName.orElse(""))) {
            throw new IllegalArgumentException("display name");
        }
    }

    /** {@code <uri>}. */
    public static NameAddress of(Uri uri) {
        return new NameAddress(Optional.empty(), uri, Parameters.NONE);
    }

    /** {@code "displayName" <uri>}; an empty name is left out. */
    public static NameAddress of(String displayName, Uri uri) {
        return new NameAddress(Optional.of(displayName), uri, Parameters.NONE);
    }

    /** Reads one address with parameters; empty where {@code text} is malformed or more than one. */
    public static Optional<NameAddress> parse(String text) {
        var in = new Lexer(text);
        Optional<NameAddress> address = read(in, false);
        return in.complete() ? address : Optional.empty();
    }

    /**
     * Reads one address with parameters from where {@code in} stands; on failure {@code in} has failed.
     *
     * @param inList whether a comma ends an address; where it does not, an unquoted display name may hold one
     */
    public static Optional<NameAddress> read(Lexer in, boolean inList) {
        in.skipSpace();
        Optional<String> displayName = Optional.empty();
        Optional<Uri> uri;
        if (in.peek() == '"') {
            displayName = Optional.of(in.quoted());
            in.skipSpace();
            uri = bracketed(in);
        } else {
            String before = in.until(inList ? "<\";," : "<\";");
            if (in.peek() == '<') {
                displayName = unquotedName(before, in);
                uri = bracketed(in);
            } else {
                // Without brackets parameters belong to the header, and a question mark has no place (RFC 3261 20).
                String bare = strip(before);
                uri = bare.indexOf('?') >= 0 || in.peek() == '"' ? Optional.empty() : Uri.parse(bare);
            }
        }
        Parameters parameters = Parameters.readHeader(in);
        if (uri.isEmpty() || in.failed()) {
            in.fail();
            return Optional.empty();
        }
        return Optional.of(new NameAddress(displayName, uri.get(), parameters));
    }

    /** Phones forget the quotes; any printable text before the bracket is taken for a name (RFC 4475 3.1.2.15). */
    private static Optional<String> unquotedName(String text, Lexer in) {
        String name = strip(text);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                in.fail();
            }
        }
        return name.isEmpty() || in.failed() ? Optional.empty() : Optional.of(name);
    }

    private static Optional<Uri> bracketed(Lexer in) {
        in.expectHere('<');
        String text = in.until(">");
        in.expectHere('>');
        return in.failed() ? Optional.empty() : Uri.parse(text);
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '\t')) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The URI where it is a SIP or SIPS URI. */
    public Optional<SipUri> sipUri() {
        return uri instanceof SipUri sip ? Optional.of(sip) : Optional.empty();
    }

    /** The {@code tag} parameter. */
    public Optional<String> tag() {
        return parameters.get("tag");
    }

    public NameAddress withTag(String tag) {
        return withParameters(parameters.with("tag", tag));
    }

    public NameAddress withUri(Uri newUri) {
        return new NameAddress(displayName, newUri, parameters);
    }

    public NameAddress withParameters(Parameters newParameters) {
        return new NameAddress(displayName, uri, newParameters);
    }

    /** Writes the wire form, always in brackets. */
    public void appendTo(StringBuilder out) {
        if (displayName.isPresent()) {
            Lexer.appendQuoted(out, displayName.get());
            out.append(' ');
        }
        uri.appendTo(out.append('<'));
        parameters.appendToHeader(out.append('>'));
    }

    @Override
    public String toString() {
        var out = new StringBuilder(80);
        appendTo(out);
        return out.toString();
    }
}
