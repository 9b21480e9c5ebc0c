package org.ringfort.app.trunks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringfort.app.defence.Network;
import org.ringfort.app.numbers.DialledNumber;
import org.ringfort.app.platform.rest.Problem;

/** What a trunk must be before it is believed. Each refusal names the field. */
final class TrunkChecks {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\"<>\\\\]{1,80}");
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern IP6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");
    private static final Pattern QUOTABLE = Pattern.compile("[\\x20-\\x7e&&[^\"\\\\]]{1,128}");
    private static final Pattern FINAL_ANSWER = Pattern.compile("[456]([0-9]{2}|xx)");
    /** Challenges, and what a person says. */
    private static final Set<String> NEVER_LEFT = Set.of("401", "407", "486", "600", "603", "607");

    private static final int WIDEST_IPV4 = 16;
    private static final int WIDEST_IPV6 = 32;
    private static final Duration LONGEST_EXCEPTION = Duration.ofDays(366);

    private TrunkChecks() {}

    static void check(TrunkDraft draft, boolean clearAllowed, Instant now) {
        if (!NAME.matcher(draft.name()).matches() || draft.name().isBlank()) {
            throw Problem.invalid(
                    "name", "malformed", "Give 1 to 80 characters, without quotes, angle brackets or backslashes.");
        }
        gateways(draft);
        exception(draft, clearAllowed, now);
        account(draft);
        numbers(draft);
        authorities(draft.authorities());
        draft.inward().ifPresent(TrunkChecks::inward);
        HeaderRules.sent(draft.outward().sends());
        failOver(draft.outward().failOver());
        if (draft.outward().sendsLocation()
                && draft.gateways().stream().anyMatch(gateway -> gateway.transport() == GatewayTransport.UDP)) {
            throw Problem.invalid(
                    "sendsLocation", "unexpected", "With a location a request is too long for UDP: use TLS or TCP.");
        }
        if (draft.checkSeconds() != 0 && (draft.checkSeconds() < 10 || draft.checkSeconds() > 3600)) {
            throw Problem.invalid("checkSeconds", "range", "Give 10 to 3600 seconds, or 0 for never.");
        }
        if (draft.identity().signs() && draft.callerNumber().isEmpty()) {
            throw Problem.invalid(
                    "callerNumber", "required", "Calls are signed for a number: give the one that is presented.");
        }
        if (draft.identity().passesCaller()) {
            passesCaller(draft);
        }
    }

    private static void passesCaller(TrunkDraft draft) {
        String field = "identity.passesCaller";
        if (!draft.identity().signs()) {
            throw Problem.invalid(field, "unexpected", "Only a trunk that signs says who diverted a call.");
        }
        if (draft.outward().caller() == CallerRule.WITHHELD) {
            throw Problem.invalid(field, "unexpected", "A trunk that withholds numbers passes none on.");
        }
        if (draft.gateways().stream().anyMatch(gateway -> gateway.transport() == GatewayTransport.UDP)) {
            throw Problem.invalid(
                    field, "unexpected", "With several tokens a request is too long for UDP: use TLS or TCP.");
        }
    }

    private static void failOver(FailOver rule) {
        for (int i = 0; i < rule.answers().size(); i++) {
            String answer = rule.answers().get(i);
            String field = "failOver.answers[" + i + "]";
            if (!FINAL_ANSWER.matcher(answer).matches()) {
                throw Problem.invalid(
                        field, "malformed", "Give a final answer from 400 to 699, or a class such as 5xx.");
            }
            if (NEVER_LEFT.contains(answer)) {
                throw Problem.invalid(
                        field, "unexpected", answer + " is a challenge or a person's no: no other gateway is asked.");
            }
        }
    }

    private static void inward(Inward inward) {
        HeaderRules.believed(inward.believes());
        if (inward.networks().isEmpty() && inward.certificateNames().isEmpty()) {
            throw Problem.invalid(
                    "inward.networks", "required", "Say where its calls come from, or by which certificate.");
        }
        for (int i = 0; i < inward.networks().size(); i++) {
            Optional<Network> network = Network.parse(inward.networks().get(i));
            if (network.isEmpty()
                    || !network.get().toString().equals(inward.networks().get(i).toLowerCase(Locale.ROOT))) {
                throw Problem.invalid(
                        "inward.networks[" + i + "]",
                        "malformed",
                        "Give an address or a network, such as 192.0.2.0/24.");
            }
            if (network.get().prefix() < (network.get().ipv4() ? WIDEST_IPV4 : WIDEST_IPV6)) {
                throw Problem.invalid(
                        "inward.networks[" + i + "]", "range", "This is more than one carrier's network.");
            }
        }
        for (int i = 0; i < inward.certificateNames().size(); i++) {
            if (!HOST_NAME.matcher(inward.certificateNames().get(i)).matches()) {
                throw Problem.invalid(
                        "inward.certificateNames[" + i + "]",
                        "malformed",
                        "Give a host name that the certificate holds.");
            }
        }
    }

    private static void gateways(TrunkDraft draft) {
        Set<Gateway> addresses = new HashSet<>();
        for (int i = 0; i < draft.gateways().size(); i++) {
            Gateway gateway = draft.gateways().get(i);
            String field = "gateways[" + i + "].";
            if (!isHost(gateway.host())) {
                throw Problem.invalid(field + "host", "malformed", "Give a host name or an IP address.");
            }
            if (!gateway.domain().isEmpty() && !isHost(gateway.domain())) {
                throw Problem.invalid(field + "domain", "malformed", "Give a host name or an IP address.");
            }
            boolean tls = gateway.transport() == GatewayTransport.TLS;
            if (tls && !HOST_NAME.matcher(gateway.tlsName()).matches()) {
                throw Problem.invalid(field + "tlsName", "required", "Give the name that its certificate must hold.");
            }
            if (!tls && !gateway.tlsName().isEmpty()) {
                throw Problem.invalid(field + "tlsName", "unexpected", "Only TLS checks a name.");
            }
            if (!addresses.add(new Gateway(gateway.host(), gateway.port(), gateway.transport(), "", 0, 1, ""))) {
                throw Problem.invalid(field + "host", "repeated", "This address is in the list already.");
            }
        }
    }

    private static boolean isHost(String text) {
        return HOST_NAME.matcher(text).matches()
                || (text.contains(":") && IP6.matcher(text).matches());
    }

    private static void exception(TrunkDraft draft, boolean clearAllowed, Instant now) {
        if (draft.exception().isEmpty()) {
            if (draft.gateways().stream().anyMatch(gateway -> gateway.transport() != GatewayTransport.TLS)) {
                throw Problem.invalid(
                        "exception", "required", "A gateway without TLS is an exception: say why, and until when.");
            }
            return;
        }
        if (!clearAllowed) {
            throw Problem.invalid("exception", "forbidden", "The security policy allows no media without SRTP.");
        }
        ClearMedia exception = draft.exception().get();
        if (exception.reason().length() < 5 || exception.reason().length() > 200) {
            throw Problem.invalid("exception.reason", "length", "Give 5 to 200 characters.");
        }
        if (!exception.until().isAfter(now) || exception.until().isAfter(now.plus(LONGEST_EXCEPTION))) {
            throw Problem.invalid("exception.until", "range", "Give a moment within the next year.");
        }
    }

    private static void account(TrunkDraft draft) {
        if (draft.registers() && draft.account().isEmpty()) {
            throw Problem.invalid("account", "required", "Only an account can be registered.");
        }
        if (!draft.registers() && draft.inward().filter(Inward::bulk).isPresent()) {
            throw Problem.invalid("inward.bulk", "unexpected", "Only a trunk that registers does so for all numbers.");
        }
        draft.account().ifPresent(account -> {
            if (!QUOTABLE.matcher(account.username()).matches()) {
                throw Problem.invalid("account.username", "malformed", "Give 1 to 128 characters of ASCII.");
            }
            if (!QUOTABLE.matcher(account.realm()).matches()) {
                throw Problem.invalid("account.realm", "malformed", "Give the realm that the carrier names.");
            }
        });
    }

    private static void numbers(TrunkDraft draft) {
        if (!DialledNumber.isCountry(draft.numbers().country())) {
            throw Problem.invalid("numbers.country", "unknown", "Give a country's two letters, such as DE.");
        }
        for (int i = 0; i < draft.numbers().allowedPrefixes().size(); i++) {
            if (!PREFIX.matcher(draft.numbers().allowedPrefixes().get(i)).matches()) {
                throw Problem.invalid(
                        "numbers.allowedPrefixes[" + i + "]", "malformed", "Give +, a country code and more digits.");
            }
        }
        if (!draft.callerNumber().isEmpty()
                && DialledNumber.e164(draft.callerNumber()).isEmpty()) {
            throw Problem.invalid("callerNumber", "malformed", "Give a whole number in E.164, such as +4930901820.");
        }
    }

    private static void authorities(String pem) {
        if (pem.isEmpty()) {
            return;
        }
        try {
            var octets = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(octets)
                    .isEmpty()) {
                throw new CertificateException("none");
            }
        } catch (CertificateException unreadable) {
            throw Problem.invalid("authorities", "malformed", "Give certificates in PEM.");
        }
    }
}
