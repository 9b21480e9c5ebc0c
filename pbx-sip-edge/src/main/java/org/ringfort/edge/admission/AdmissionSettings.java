package org.ringfort.edge.admission;

import java.util.List;
import java.util.Set;
import org.ringfort.edge.emergency.EmergencyNumbers;
import org.ringfort.protocol.sip.Method;

/**
 * Who may speak how much.
 *
 * @param methods that are let in; others are answered 405
 * @param rates how much
 * @param remembered how many addresses, flows, accounts and domains are remembered, of each kind; while more strangers come,
 *     newcomers share one allowance
 * @param scanners parts of the names of programs that are met with silence
 * @param emergencyNumbers that are called past every limit, as users dial them, besides those that the app tells
 */
public record AdmissionSettings(
        Set<Method> methods, Rates rates, int remembered, List<String> scanners, Set<String> emergencyNumbers) {

    /**
     * How much, each on its own.
     *
     * @param messages of one address, of strangers
     * @param flow messages of one flow on which somebody has proved himself
     * @param strangers of all addresses together where nobody has proved himself within a day
     * @param registers REGISTER of one address, of strangers
     * @param openings other requests outside of dialogs, of one address, of strangers
     * @param emergencies INVITE to emergency numbers, of one address, of strangers
     * @param account requests outside of dialogs of one account that has proved itself
     * @param sharedFlow the same of one flow on which somebody has proved himself, where they do not say which account they are
     *     of: several have proved themselves there, or none is known by name (a trunk)
     * @param domain the same of all accounts of one domain
     */
    public record Rates(
            Rate messages,
            Rate flow,
            Rate strangers,
            Rate registers,
            Rate openings,
            Rate emergencies,
            Each account,
            Each sharedFlow,
            Rate domain) {
        public static final Rates DEFAULT = new Rates(
                new Rate(2_000, 4_000),
                new Rate(5_000, 10_000),
                new Rate(5_000, 10_000),
                new Rate(200, 3_000),
                new Rate(100, 500),
                new Rate(5, 20),
                new Each(new Rate(20, 100), new Rate(5, 50), new Rate(20, 100)),
                new Each(new Rate(200, 1_000), new Rate(1_000, 4_000), new Rate(200, 1_000)),
                new Rate(1_000, 4_000));

        /** The same for everything. */
        public static Rates all(Rate rate) {
            return new Rates(rate, rate, rate, rate, rate, rate, Each.of(rate), Each.of(rate), rate);
        }
    }

    /** By what is asked, none at the cost of another: who registers too often can still call. */
    public record Each(Rate invites, Rate registers, Rate others) {
        static Each of(Rate rate) {
            return new Each(rate, rate, rate);
        }
    }

    /** Every method that some conversation understands. */
    public static final Set<Method> METHODS = Set.of(
            Method.INVITE,
            Method.ACK,
            Method.BYE,
            Method.CANCEL,
            Method.OPTIONS,
            Method.REGISTER,
            Method.PRACK,
            Method.UPDATE,
            Method.INFO,
            Method.SUBSCRIBE,
            Method.NOTIFY,
            Method.REFER,
            Method.PUBLISH);

    /** Those that are met most. */
    public static final List<String> SCANNERS = List.of(
            "friendly-scanner",
            "friendly-request",
            "sipvicious",
            "sipcli",
            "sip-scan",
            "sipscan",
            "sundayddr",
            "pplsip",
            "VaxSIPUserAgent",
            "VaxIPUserAgent",
            "SIVuS",
            "siparmyknife");

    public static final AdmissionSettings DEFAULT =
            new AdmissionSettings(METHODS, Rates.DEFAULT, 100_000, SCANNERS, EmergencyNumbers.STANDARD);

    public AdmissionSettings {
        methods = Set.copyOf(methods);
        scanners = List.copyOf(scanners);
        emergencyNumbers = Set.copyOf(emergencyNumbers);
    }

    public AdmissionSettings withRates(Rates other) {
        return new AdmissionSettings(methods, other, remembered, scanners, emergencyNumbers);
    }

    public AdmissionSettings withRemembered(int most) {
        return new AdmissionSettings(methods, rates, most, scanners, emergencyNumbers);
    }
}
