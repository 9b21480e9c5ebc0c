package org.ringfort.app.notifications;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A notice as people read it: each line one fact. What others have chosen, such as names, stays on its line.
 *
 * @param subject of a mail
 * @param text of a mail
 */
record NoticeWords(String subject, String text) {
    static NoticeWords of(Notice notice) {
        var text = new StringBuilder();
        String who = notice.extension().isEmpty() ? "" : "Extension " + line(notice.extension());
        String subject = subject(notice, who);
        text.append(subject).append("\n\n");
        fact(
                text,
                "Time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        notice.at().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        fact(text, "Extension", notice.extension() + named(notice.extensionName()));
        fact(text, "Phone", notice.device());
        fact(text, "Number called", notice.number());
        fact(text, "Trunk", notice.trunk());
        Notice.Place place = notice.location();
        if (place != null) {
            fact(text, "Location", place.name() + sent(notice.locationSent()));
            fact(text, "Address", address(place.address()));
        } else if (!notice.call().isEmpty()) {
            fact(text, "Location", "not known");
        }
        fact(text, "What became of it", notice.why());
        fact(text, "Call record", notice.call());
        return new NoticeWords(subject, text.toString());
    }

    private static String subject(Notice notice, String who) {
        return switch (notice.event()) {
            case "emergency.called" -> "EMERGENCY CALL: " + who + " calls " + line(notice.number());
            case "emergency.reached" -> "Emergency call over: " + who + " reached " + line(notice.number());
            case "emergency.unreached" -> "EMERGENCY CALL FAILED: " + who + " did not reach " + line(notice.number());
            default -> "Test of notices";
        };
    }

    private static String sent(@Nullable Boolean sent) {
        return sent == null ? "" : sent ? " (was sent to the carrier)" : " (was not sent to the carrier)";
    }

    private static String named(String name) {
        return name.isEmpty() ? "" : " (" + name + ")";
    }

    private static String address(Map<String, String> address) {
        var words = new StringBuilder();
        new TreeMap<>(address)
                .forEach((name, value) -> words.append(words.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(value));
        return words.toString();
    }

    private static void fact(StringBuilder text, String name, String value) {
        if (!value.isBlank()) {
            text.append(name).append(": ").append(line(value)).append('\n');
        }
    }

    private static String line(String value) {
        return value.replaceAll("[\\p{Cntrl}\u2028\u2029]", " ");
    }
}
