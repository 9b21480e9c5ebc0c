package org.ringfort.app.trunks.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.numbers.NumberFormat;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.ClearMedia;
import org.ringfort.app.trunks.FailOver;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Inward;
import org.ringfort.app.trunks.NumberFormats;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.TrunkAccount;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.kernel.secret.Secret;

/** What may be said of a trunk; a password that is not given stays. */
record TrunkInput(
        @NotNull @Size(min = 1, max = 80) String name,
        boolean enabled,
        @Min(0) @Max(65_535) int priority,
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid GatewayInput> gateways,
        @Nullable @Valid AccountInput account,
        @Nullable Secret password,
        @Nullable @Valid ExceptionInput exception,
        @Nullable @Size(max = 20_000) String authorities,
        @Nullable @Size(max = 16) String callerNumber,
        @NotNull @Valid NumbersInput numbers,
        @NotNull @Valid CapacityInput capacity,
        @Nullable @Valid InwardInput inward,
        @Nullable @Min(0) @Max(3_600) Integer checkSeconds,
        @Nullable @Valid IdentityInput identity,
        @Nullable Boolean registers,
        @Nullable @Valid FailOverInput failOver,
        @Nullable CallerRule callerRule,
        @Nullable @Valid FormatsInput numberFormats,
        @Nullable @Size(max = 20) List<@NotNull @Size(max = 42) String> sends,
        @Nullable Boolean sendsLocation) {
    /** Where nothing is said of it. */
    private static final int CHECK_SECONDS = 60;

    /** @param port none, or 0: as DNS says */
    record GatewayInput(
            @NotNull @Size(min = 1, max = 253) String host,
            @Nullable @Min(0) @Max(65_535) Integer port,
            @NotNull GatewayTransport transport,
            @Nullable @Size(max = 253) String tlsName,
            @Min(0) @Max(65_535) int priority,
            @Min(1) @Max(100) int weight,
            @Nullable @Size(max = 253) String domain) {
        Gateway gateway() {
            return new Gateway(
                    host.toLowerCase(Locale.ROOT),
                    port == null ? 0 : port,
                    transport,
                    text(tlsName).toLowerCase(Locale.ROOT),
                    priority,
                    weight,
                    text(domain).toLowerCase(Locale.ROOT));
        }
    }

    record AccountInput(
            @NotNull @Size(min = 1, max = 128) String username,
            @NotNull @Size(min = 1, max = 128) String realm) {}

    record ExceptionInput(
            @NotNull @Size(min = 5, max = 200) String reason,
            @NotNull Instant until) {}

    record NumbersInput(
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "give a country's two letters, such as DE")
            String country,

            @NotNull @Size(max = 200) List<@NotNull @Size(max = 16) String> allowedPrefixes,
            boolean premium) {}

    record CapacityInput(
            @Min(1) @Max(10_000) int calls,
            @Min(1) @Max(1_000) int callsPerSecond) {}

    record InwardInput(
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 49) String> networks,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 253) String> certificateNames,
            boolean trustsIdentity,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 42) String> believes,
            @Nullable Boolean bulk) {
        Inward inward() {
            return new Inward(
                    networks == null ? List.of() : networks,
                    certificateNames == null
                            ? List.of()
                            : certificateNames.stream()
                                    .map(name -> name.toLowerCase(Locale.ROOT))
                                    .toList(),
                    trustsIdentity,
                    believes == null ? List.of() : believes,
                    Boolean.TRUE.equals(bulk));
        }
    }

    record IdentityInput(
            boolean signs,
            @NotNull IdentityRules.Check check,
            @Nullable Boolean passesCaller) {
        IdentityRules rules() {
            return new IdentityRules(signs, check, Boolean.TRUE.equals(passesCaller));
        }
    }

    record FailOverInput(
            @NotNull @Size(max = 40) List<@NotNull @Size(min = 3, max = 3) String> answers,
            @Min(1) @Max(10) int progressSeconds,
            @Min(1) @Max(20) int failures,
            @Min(10) @Max(3_600) int withinSeconds) {
        FailOver failOver() {
            return new FailOver(answers, progressSeconds, failures, withinSeconds);
        }
    }

    record FormatsInput(
            @NotNull NumberFormat called, @NotNull NumberFormat calling) {}

    TrunkDraft draft() {
        return new TrunkDraft(
                name,
                enabled,
                priority,
                gateways.stream().map(GatewayInput::gateway).toList(),
                Optional.ofNullable(account).map(given -> new TrunkAccount(given.username(), given.realm())),
                Optional.ofNullable(exception).map(given -> new ClearMedia(given.reason(), given.until())),
                text(authorities),
                text(callerNumber),
                new NumberRules(numbers.country(), numbers.allowedPrefixes(), numbers.premium()),
                new Capacity(capacity.calls(), capacity.callsPerSecond()),
                Optional.ofNullable(inward).map(InwardInput::inward),
                checkSeconds == null ? CHECK_SECONDS : checkSeconds,
                identity == null ? IdentityRules.NONE : identity.rules(),
                Boolean.TRUE.equals(registers),
                new Outward(
                        failOver == null ? FailOver.USUAL : failOver.failOver(),
                        callerRule == null ? CallerRule.EXTENSION : callerRule,
                        numberFormats == null
                                ? NumberFormats.E164
                                : new NumberFormats(numberFormats.called(), numberFormats.calling()),
                        sends == null ? Outward.USUAL.sends() : sends,
                        Boolean.TRUE.equals(sendsLocation)));
    }

    Optional<Secret> givenPassword() {
        return Optional.ofNullable(password);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
