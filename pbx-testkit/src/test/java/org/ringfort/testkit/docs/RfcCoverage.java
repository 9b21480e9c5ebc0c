package org.ringfort.testkit.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code @rfc} tags of all modules as a page: which section is obeyed by which class, and which tests prove it. */
final class RfcCoverage {
    private static final Pattern TAG = Pattern.compile("@rfc +(\\d{3,5})(?: +([0-9A-Z][0-9A-Za-z.]*))?");

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(1035, "Domain names"),
            Map.entry(2308, "Negative caching of DNS"),
            Map.entry(3261, "SIP: Session Initiation Protocol"),
            Map.entry(3262, "Reliability of provisional responses (100rel)"),
            Map.entry(3264, "Offer/answer model with SDP"),
            Map.entry(3311, "The UPDATE method"),
            Map.entry(3326, "The Reason header field"),
            Map.entry(3327, "The Path header field"),
            Map.entry(3389, "RTP payload for comfort noise"),
            Map.entry(3550, "RTP: a transport protocol for real-time applications"),
            Map.entry(3581, "Symmetric response routing (rport)"),
            Map.entry(3605, "RTCP attribute in SDP"),
            Map.entry(3611, "RTCP extended reports (RTCP XR)"),
            Map.entry(3665, "SIP basic call flow examples"),
            Map.entry(3711, "SRTP"),
            Map.entry(3842, "Message waiting indication"),
            Map.entry(3966, "The tel URI"),
            Map.entry(4028, "Session timers"),
            Map.entry(4145, "Connection-oriented media in SDP"),
            Map.entry(4320, "Non-INVITE transaction issues"),
            Map.entry(4475, "SIP torture test messages"),
            Map.entry(4568, "SDP security descriptions (SDES)"),
            Map.entry(4648, "Base16, Base32 and Base64"),
            Map.entry(4733, "RTP payload for DTMF digits"),
            Map.entry(5118, "SIP torture test messages for IPv6"),
            Map.entry(5393, "Loops and the breadth of forks"),
            Map.entry(5626, "Client-initiated connections (outbound)"),
            Map.entry(5627, "GRUU: a device by its own address"),
            Map.entry(5761, "RTP and RTCP on one port"),
            Map.entry(5769, "STUN test vectors"),
            Map.entry(5888, "Groups of media sections"),
            Map.entry(5954, "IPv6 grammar of RFC 3261"),
            Map.entry(6026, "Correct transaction handling for 2xx to INVITE"),
            Map.entry(6188, "AES with long keys in SRTP"),
            Map.entry(6189, "ZRTP: media path key agreement"),
            Map.entry(6238, "TOTP"),
            Map.entry(6665, "SIP-specific event notification"),
            Map.entry(7030, "Enrolment over secure transport (EST)"),
            Map.entry(7339, "Overload control"),
            Map.entry(7616, "HTTP digest access authentication"),
            Map.entry(7675, "Consent to be sent media"),
            Map.entry(7714, "AES-GCM in SRTP"),
            Map.entry(8122, "Fingerprints in SDP"),
            Map.entry(8445, "ICE: connectivity checks"),
            Map.entry(8489, "STUN"),
            Map.entry(8760, "Digest algorithms for SIP"),
            Map.entry(8767, "Stale answers of DNS"),
            Map.entry(8839, "ICE in SDP"),
            Map.entry(8840, "Candidates that come later (trickle ICE)"),
            Map.entry(8842, "DTLS in offer and answer"),
            Map.entry(8866, "SDP"),
            Map.entry(8951, "EST, clarified"),
            Map.entry(9110, "HTTP semantics"),
            Map.entry(9143, "BUNDLE: media sections on one port"),
            Map.entry(9457, "Problem details for HTTP APIs"),
            Map.entry(9562, "UUIDs"));

    private record Place(String module, String type, boolean test) {}

    private RfcCoverage() {}

    /** The page; {@code root} is the folder with all modules. */
    static String page(Path root) throws IOException {
        Map<Integer, Map<String, List<Place>>> tags = new TreeMap<>();
        for (Path file : sources(root)) {
            Matcher matcher = TAG.matcher(Files.readString(file));
            while (matcher.find()) {
                String section = matcher.group(2) == null ? "" : matcher.group(2);
                List<Place> places = tags.computeIfAbsent(
                                Integer.valueOf(matcher.group(1)), rfc -> new TreeMap<>(RfcCoverage::bySection))
                        .computeIfAbsent(section, s -> new ArrayList<>());
                Place place = place(root, file);
                if (!places.contains(place)) {
                    places.add(place);
                }
            }
        }
        return print(tags);
    }

    private static List<Path> sources(Path root) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : modules(root)) {
            for (String part : List.of("src/main/java", "src/test/java")) {
                Path folder = module.resolve(part);
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .filter(file -> !file.endsWith("RfcCoverage.java"))
                                .forEach(sources::add);
                    }
                }
            }
        }
        sources.sort(Comparator.comparing(Path::toString));
        return sources;
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .toList();
        }
    }

    private static Place place(Path root, Path file) {
        Path relative = root.relativize(file);
        String path = relative.toString().replace('\\', '/');
        boolean test = path.contains("/src/test/java/");
        String type = path.substring(path.indexOf("/java/") + 6, path.length() - ".java".length())
                .replace('/', '.')
                .replace("org.ringfort.", "");
        return new Place(relative.getName(0).toString(), type, test);
    }

    private static String print(Map<Integer, Map<String, List<Place>>> tags) {
        var page = new StringBuilder();
        page.append("# Which RFC is obeyed where\n\n");
        page.append(
                "Printed from the `@rfc` tags in the sources by `make rfc`; `make check` fails where it is stale. A tag says\n");
        page.append("\"this is written after that section\"; it does not say that the whole section is done.\n");
        tags.forEach((rfc, sections) -> {
            page.append("\n## RFC ").append(rfc);
            String title = TITLES.get(rfc);
            page.append(title == null ? "" : ": " + title).append("\n\n");
            page.append("| section | obeyed by | proved by |\n| --- | --- | --- |\n");
            sections.forEach((section, places) -> page.append("| ")
                    .append(section)
                    .append(" | ")
                    .append(names(places, false))
                    .append(" | ")
                    .append(names(places, true))
                    .append(" |\n"));
        });
        return page.toString();
    }

    private static String names(List<Place> places, boolean test) {
        var names = new TreeSet<String>();
        places.stream().filter(place -> place.test() == test).forEach(place -> names.add("`" + place.type() + "`"));
        return String.join(", ", names);
    }

    /** 9.2 before 10.1. */
    private static int bySection(String left, String right) {
        String[] ours = left.split("\\.", -1);
        String[] theirs = right.split("\\.", -1);
        for (int i = 0; i < Math.min(ours.length, theirs.length); i++) {
            boolean numbers = ours[i].matches("\\d{1,6}") && theirs[i].matches("\\d{1,6}");
            int order = numbers
                    ? Integer.compare(Integer.parseInt(ours[i]), Integer.parseInt(theirs[i]))
                    : ours[i].compareTo(theirs[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ours.length, theirs.length);
    }
}
