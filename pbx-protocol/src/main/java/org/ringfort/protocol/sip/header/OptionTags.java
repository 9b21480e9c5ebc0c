package org.ringfort.protocol.sip.header;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * Require, Proxy-Require, Supported or Unsupported: extensions by their tags, such as {@code 100rel}.
 *
 * @param name one of the four
 * @param tags perhaps none
 * @rfc 3261 20.32
 * @rfc 3261 20.37
 * @rfc 3261 20.40
 */
public record OptionTags(HeaderName name, List<String> tags) implements Header {
    private static final Set<HeaderName> NAMES =
            Set.of(HeaderName.REQUIRE, HeaderName.PROXY_REQUIRE, HeaderName.SUPPORTED, HeaderName.UNSUPPORTED);

    public OptionTags {
        tags = List.copyOf(tags);
        if (!NAMES.contains(name) || !tags.stream().allMatch(Ascii::isToken)) {
            throw new IllegalArgumentException("option tags");
        }
    }

    public static OptionTags require(String... tags) {
        return new OptionTags(HeaderName.REQUIRE, List.of(tags));
    }

    public static OptionTags supported(String... tags) {
        return new OptionTags(HeaderName.SUPPORTED, List.of(tags));
    }

    public static OptionTags unsupported(List<String> tags) {
        return new OptionTags(HeaderName.UNSUPPORTED, tags);
    }

    static Optional<OptionTags> parse(HeaderName name, String text) {
        return TokenList.parse(text).map(tags -> new OptionTags(name, tags));
    }

    @Override
    public void appendTo(StringBuilder out) {
        TokenList.append(out, tags);
    }
}
