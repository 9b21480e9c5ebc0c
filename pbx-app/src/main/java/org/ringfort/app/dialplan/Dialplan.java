package org.ringfort.app.dialplan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.dialplan.Rule.Fits;
import org.ringfort.app.dialplan.Rule.Then;
import org.ringfort.app.paging.PageGroup;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.trunks.Outside;

/**
 * Reads the table of rules from the top; the first that fits makes the plan. Pure: the same request and the same view of
 * the extensions give the same plan, so that a simulator and the real thing cannot disagree.
 */
public final class Dialplan {
    /** Applications that a plan may name. */
    public static final String VOICEMAIL_DEPOSIT = "voicemail-deposit";

    public static final String VOICEMAIL_MENU = "voicemail-menu";
    public static final String ECHO = "echo";
    public static final String CONFERENCE = "conference";
    public static final String SUPERVISION = "supervision";

    /** The row by which calls for help go out. */
    public static final String EMERGENCY = "emergency";
    /** The row by which they cannot. */
    public static final String HELPLESS = "emergency-no-trunk";

    /** What every tenant starts with. */
    public static final List<Rule> STANDARD = List.of(
            new Rule(EMERGENCY, new Fits.Emergency(), new Then.CallOut()),
            new Rule(
                    HELPLESS,
                    new Fits.Helpless(),
                    new Then.Refuse(
                            503,
                            "No Way To Emergency Services From Here",
                            "it calls for help, and no trunk in use leads there")),
            new Rule(
                    "register-only",
                    new Fits.RegisterOnlyCaller(),
                    new Then.Refuse(403, "This Device May Not Call", "the calling device is register-only")),
            new Rule("feature-echo", new Fits.Code("*43"), new Then.Echo()),
            new Rule("feature-voicemail", new Fits.Code("*97"), new Then.OwnMailbox()),
            supervise("feature-listen", "*81", "listen"),
            supervise("feature-whisper", "*82", "whisper"),
            supervise("feature-barge", "*83", "barge"),
            new Rule(
                    "unknown-feature",
                    new Fits.Prefix("*"),
                    new Then.Refuse(404, "No Such Feature Code", "no feature has this code")),
            new Rule("extension", new Fits.Extension(), new Then.RingExtension()),
            new Rule("conference", new Fits.Conference(), new Then.Confer()),
            new Rule("page", new Fits.PageGroup(), new Then.Page()),
            new Rule("outside", new Fits.Outside(), new Then.CallOut()),
            new Rule("barred-number", new Fits.Barred(), new Then.Bar()),
            new Rule(
                    "unknown-number",
                    new Fits.Anything(),
                    new Then.Refuse(
                            404,
                            "No Such Number",
                            "it is neither an extension nor a conference room nor a page group of this tenant, nor a feature code, nor a number that a trunk can call")));

    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,8}");

    private static Rule supervise(String rule, String code, String reach) {
        return new Rule(rule, new Fits.CodeAndNumber(code), new Then.Supervise(code, reach));
    }

    /** Ringing tone that a caller hears before the voicemail of an extension with no phone registered. */
    private static final Duration UNREGISTERED_RINGS = Duration.ofSeconds(3);

    /** Groups of phones that are rung one after the other; whoever registers more is rung with the last. */
    private static final int MOST_GROUPS = 4;

    private final List<Rule> rules;

    /** @param rules the last must fit anything */
    public Dialplan(List<Rule> rules) {
        if (rules.isEmpty() || !(rules.getLast().when() instanceof Fits.Anything)) {
            throw new IllegalArgumentException("the last rule must fit anything");
        }
        this.rules = List.copyOf(rules);
    }

    /** What there is under the number that was dialled. */
    private record Found(Optional<Callee> callee, Optional<Room> room, Optional<Paged> paged, Outside outside) {}

    /**
     * Decides.
     *
     * @param extensions finds who may be rung under a number of the caller's tenant
     * @param rooms finds the conference room of a number of the caller's tenant
     * @param pages finds the page group of a number of the caller's tenant
     * @param outside says what the tenant's trunks make of a number
     */
    public RoutePlan decide(
            CallRequest request,
            Function<String, Optional<Callee>> extensions,
            Function<String, Optional<Room>> rooms,
            Function<String, Optional<Paged>> pages,
            Function<String, Outside> outside) {
        Optional<Callee> callee = extensions.apply(request.dialled());
        Outside toward = outside.apply(request.dialled());
        boolean help = toward instanceof Outside.Helpless || (toward instanceof Outside.Ways ways && ways.emergency());
        boolean ours = callee.isEmpty() && !help;
        Optional<Room> room = ours ? rooms.apply(request.dialled()) : Optional.empty();
        var found = new Found(
                callee, room, ours && room.isEmpty() ? pages.apply(request.dialled()) : Optional.empty(), toward);
        for (Rule rule : rules) {
            if (fits(rule.when(), request, found)) {
                return plan(rule, request, found);
            }
        }
        throw new IllegalStateException("the last rule fits anything");
    }

    private static boolean fits(Fits when, CallRequest request, Found found) {
        return switch (when) {
            case Fits.RegisterOnlyCaller() -> !request.caller().mayCall();
            case Fits.Code(String keys) -> request.dialled().equals(keys);
            case Fits.CodeAndNumber(String keys) ->
                request.dialled().startsWith(keys)
                        && NUMBER.matcher(request.dialled().substring(keys.length()))
                                .matches();
            case Fits.Prefix(String keys) -> request.dialled().startsWith(keys);
            case Fits.Extension() -> found.callee().isPresent();
            case Fits.Conference() -> found.room().isPresent();
            case Fits.PageGroup() -> found.paged().isPresent();
            case Fits.Emergency() -> found.outside() instanceof Outside.Ways ways && ways.emergency();
            case Fits.Helpless() ->
                found.outside() instanceof Outside.Helpless && found.callee().isEmpty();
            case Fits.Outside() -> found.outside() instanceof Outside.Ways;
            case Fits.Barred() -> found.outside() instanceof Outside.Barred;
            case Fits.Anything() -> true;
        };
    }

    private static RoutePlan plan(Rule rule, CallRequest request, Found found) {
        return switch (rule.then()) {
            case Then.Echo() ->
                one(
                        rule,
                        new Step.Serve(
                                ECHO,
                                "",
                                Duration.ZERO,
                                List.of("echo-intro"),
                                request.dialled() + " is the echo test"));
            case Then.Confer() -> one(rule, confer(found.room().orElseThrow())).because("Dialled " + request.dialled());
            case Then.Page() ->
                one(rule, page(request.caller(), found.paged().orElseThrow())).because("Dialled " + request.dialled());
            case Then.Supervise(String code, String reach) -> {
                String number = request.dialled().substring(code.length());
                yield one(
                        rule,
                        new Step.Serve(
                                SUPERVISION,
                                reach + " " + number + " " + request.caller().number(),
                                Duration.ZERO,
                                List.of("not-available"),
                                "Dialled " + request.dialled() + ": means to " + reach + " at extension " + number));
            }
            case Then.OwnMailbox() ->
                one(
                        rule,
                        new Step.Serve(
                                VOICEMAIL_MENU,
                                request.caller().number(),
                                Duration.ZERO,
                                List.of("not-available"),
                                request.dialled() + " is the caller's own mailbox"));
            case Then.Refuse(int status, String reason, String because) ->
                one(rule, new Step.Refuse(status, reason, "Dialled " + request.dialled() + ": " + because));
            case Then.RingExtension() -> ring(rule, request, found.callee().orElseThrow());
            case Then.CallOut() -> callOut(rule, request, found.outside());
            case Then.Bar() ->
                one(
                        rule,
                        new Step.Refuse(
                                403,
                                "Number Barred",
                                "Dialled " + request.dialled() + ": "
                                        + (found.outside() instanceof Outside.Barred(String because)
                                                ? because
                                                : "barred")));
        };
    }

    private static RoutePlan callOut(Rule rule, CallRequest request, Outside outside) {
        if (!(outside instanceof Outside.Ways(List<Outside.Way> ways, boolean emergency))) {
            throw new IllegalArgumentException("a rule that calls out must need a way");
        }
        List<Step> steps = ways.stream()
                .<Step>map(way -> new Step.Dial(
                        way,
                        emergency,
                        "trunk " + way.trunk().name() + " calls " + (emergency ? "emergency services" : "this number")))
                .toList();
        String names = ways.stream().map(way -> way.trunk().name()).collect(Collectors.joining(", then "));
        return new RoutePlan(
                steps,
                rule.id(),
                "Dialled " + request.dialled() + ": "
                        + (emergency ? "an emergency number" : "a number of the public network") + ", by trunk "
                        + names);
    }

    private static RoutePlan one(Rule rule, Step step) {
        return new RoutePlan(List.of(step), rule.id(), step.why());
    }

    private static RoutePlan ring(Rule rule, CallRequest request, Callee callee) {
        List<Binding> contacts = callee.contacts().stream()
                .filter(contact -> !contact.deviceId().equals(request.caller().deviceId()))
                .toList();
        return ring(rule.id(), callee, contacts).because("Dialled " + callee.number());
    }

    /** Rings these contacts, then the mailbox. */
    static RoutePlan ring(String rule, Callee callee, List<Binding> contacts) {
        String number = callee.number();
        List<List<Binding>> groups = groups(contacts);
        List<Step> steps = new ArrayList<>(rings(callee, groups));
        if (callee.voicemail()) {
            steps.add(
                    contacts.isEmpty()
                            ? deposit(number, UNREGISTERED_RINGS, "no phone of " + number + " is registered")
                            : deposit(number, Duration.ZERO, "extension " + number + " did not answer or was busy"));
        } else if (contacts.isEmpty()) {
            steps.add(new Step.Refuse(
                    480,
                    "Temporarily Unavailable",
                    "no phone of " + number + " is registered and it has no voicemail"));
        }
        return new RoutePlan(steps, rule, words(phones(contacts), groups.size(), callee));
    }

    /**
     * Phones that registered with the same q, those with the highest first. A phone of several flows is where its best one is.
     *
     * @rfc 5626 7
     * @rfc 3261 16.6
     * @rfc 3261 10.2.1.2
     */
    private static List<List<Binding>> groups(List<Binding> contacts) {
        Map<String, Integer> best = contacts.stream()
                .filter(contact -> !contact.phone().isEmpty())
                .collect(Collectors.toMap(Binding::phone, Binding::q, Math::max));
        List<List<Binding>> groups = new ArrayList<>(contacts.stream()
                .collect(Collectors.groupingBy(
                        contact -> best.getOrDefault(contact.phone(), contact.q()),
                        () -> new TreeMap<>(Comparator.<Integer>reverseOrder()),
                        Collectors.toList()))
                .values());
        while (groups.size() > MOST_GROUPS) {
            List<Binding> last = new ArrayList<>(groups.removeLast());
            last.addAll(0, groups.removeLast());
            groups.add(last);
        }
        return groups;
    }

    private static int phones(List<Binding> contacts) {
        long flows =
                contacts.stream().filter(contact -> !contact.phone().isEmpty()).count();
        long phones = contacts.stream()
                .map(Binding::phone)
                .filter(phone -> !phone.isEmpty())
                .distinct()
                .count();
        return (int) (contacts.size() - flows + phones);
    }

    /** All but the last get the time of a group; the last as long as the extension rings. */
    private static List<Step> rings(Callee callee, List<List<Binding>> groups) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            boolean last = i == groups.size() - 1;
            String why = groups.size() == 1
                    ? "extension " + callee.number() + " is registered"
                    : "phones of " + callee.number() + " of preference " + (i + 1) + " of " + groups.size();
            steps.add(new Step.Ring(callee.number(), groups.get(i), last ? callee.ringFor() : shorter(callee), why));
        }
        return steps;
    }

    private static Duration shorter(Callee callee) {
        return callee.eachGroup().compareTo(callee.ringFor()) < 0 ? callee.eachGroup() : callee.ringFor();
    }

    static Step confer(Room room) {
        return new Step.Serve(
                CONFERENCE,
                room.id().toString(),
                Duration.ZERO,
                List.of("not-available"),
                "conference room " + room.name());
    }

    /** Who pages is not among those who hear it, by none of his phones. */
    private static Step page(CallRequest.Calling caller, Paged paged) {
        PageGroup group = paged.group();
        if (!group.lets(caller.number())) {
            return new Step.Refuse(
                    403, "May Not Page", "extension " + caller.number() + " may not page the group " + group.name());
        }
        List<Binding> contacts = paged.contacts().get().stream()
                .filter(contact -> !contact.extension().equals(caller.number()))
                .toList();
        return contacts.isEmpty()
                ? new Step.Refuse(
                        480,
                        "Temporarily Unavailable",
                        "no phone that could hear page group " + group.name() + " is registered")
                : new Step.Page(group.id().toString(), contacts, group.most(), "page group " + group.name());
    }

    static Step deposit(String number, Duration ringFirst, String why) {
        return new Step.Serve(VOICEMAIL_DEPOSIT, number, ringFirst, List.of("not-available"), why);
    }

    private static String words(int phones, int groups, Callee callee) {
        return "an extension with "
                + switch (phones) {
                    case 0 -> "no phone";
                    case 1 -> "one phone";
                    default -> phones + " phones";
                }
                + " to ring"
                + (groups > 1 ? " in " + groups + " groups, the last" : "")
                + (phones == 0 ? "" : " for " + callee.ringFor().toSeconds() + " s")
                + (callee.voicemail() ? ", then voicemail" : ", no voicemail");
    }
}
