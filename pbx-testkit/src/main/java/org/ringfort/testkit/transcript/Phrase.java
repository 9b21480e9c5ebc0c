package org.ringfort.testkit.transcript;

import java.util.Map;

/** A phrase with variables in it, matched against what was said. */
final class Phrase {
    private Phrase() {}

    /** {@code phrase} with each known variable replaced. */
    static String fill(String phrase, Map<String, String> known) {
        var out = new StringBuilder();
        int at = 0;
        while (at < phrase.length()) {
            int end = variableEnd(phrase, at);
            if (end > at) {
                String name = phrase.substring(at + 1, end);
                String value = known.get(name);
                if (value == null) {
                    throw new IllegalArgumentException("$" + name + " is not known yet");
                }
                out.append(value);
                at = end;
            } else {
                out.append(phrase.charAt(at++));
            }
        }
        return out.toString();
    }

    /**
     * Whether {@code said} holds the phrase: from its beginning where {@code fromStart}, else anywhere. Variables met for the
     * first time take what stands in their place and are put into {@code known}, but only where the whole phrase matches.
     */
    static boolean matches(String phrase, String said, boolean fromStart, Map<String, String> known) {
        for (int start = 0; start <= (fromStart ? 0 : said.length()); start++) {
            Map<String, String> found = new java.util.HashMap<>(known);
            if (matchesAt(phrase, 0, said, start, found)) {
                known.putAll(found);
                return true;
            }
        }
        return false;
    }

    private static boolean matchesAt(String phrase, int phraseAt, String said, int saidAt, Map<String, String> known) {
        int p = phraseAt;
        int s = saidAt;
        while (p < phrase.length()) {
            int end = variableEnd(phrase, p);
            if (end == p) {
                if (s >= said.length() || phrase.charAt(p) != said.charAt(s)) {
                    return false;
                }
                p++;
                s++;
                continue;
            }
            String name = phrase.substring(p + 1, end);
            String value = name.equals("_") ? null : known.get(name);
            if (value != null) {
                if (!said.startsWith(value, s)) {
                    return false;
                }
                s += value.length();
                p = end;
                continue;
            }
            return takes(phrase, end, said, s, name, known);
        }
        return true;
    }

    /** Tries every length for a variable met for the first time, the shortest first; at the end it takes a whole word. */
    private static boolean takes(
            String phrase, int phraseAt, String said, int from, String name, Map<String, String> known) {
        if (phraseAt == phrase.length()) {
            int to = from;
            while (to < said.length() && " ;,>\"".indexOf(said.charAt(to)) < 0) {
                to++;
            }
            known.put(name, said.substring(from, to));
            return to > from;
        }
        for (int to = from + 1; to <= said.length(); to++) {
            Map<String, String> attempt = new java.util.HashMap<>(known);
            attempt.put(name, said.substring(from, to));
            if (matchesAt(phrase, phraseAt, said, to, attempt)) {
                known.putAll(attempt);
                return true;
            }
        }
        return false;
    }

    private static int variableEnd(String phrase, int at) {
        if (phrase.charAt(at) != '$') {
            return at;
        }
        int end = at + 1;
        while (end < phrase.length() && (Character.isLetterOrDigit(phrase.charAt(end)) || phrase.charAt(end) == '_')) {
            end++;
        }
        return end == at + 1 ? at : end;
    }
}
