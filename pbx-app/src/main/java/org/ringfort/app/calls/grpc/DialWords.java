package org.ringfort.app.calls.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.calls.GatewayWatchers;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.emergency.Location;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.FailOver;
import org.ringfort.app.trunks.GatewayAnswers;
import org.ringfort.app.trunks.GatewayTransport;
import org.ringfort.app.trunks.NumberFormats;
import org.ringfort.app.trunks.Outside;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkAccount;
import org.ringfort.app.trunks.TrunkId;
import org.ringfort.contract.control.v1.ChallengeReply;
import org.ringfort.contract.control.v1.ChallengeRequest;
import org.ringfort.contract.control.v1.CivicElement;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.Dial;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.GatewayChallenge;
import org.ringfort.contract.control.v1.GatewayWatch;
import org.ringfort.contract.control.v1.HeaderNames;
import org.ringfort.contract.control.v1.OnBehalf;
import org.ringfort.contract.control.v1.Point;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.contract.control.v1.WatchedTrunk;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.protocol.sip.digest.Challenge;

/** Trunks in the contract's words. */
final class DialWords {
    /** How long a called person may let it ring. */
    private static final int RINGING_SECONDS = 120;

    private static final int MOST_CHALLENGES = 4;

    private DialWords() {}

    /** @param location where who calls for help is */
    static Dial dial(RoutePlan.Step.Dial step, Optional<Location> location) {
        Outside.Way way = step.way();
        Trunk trunk = way.trunk();
        FailOver failOver = trunk.outward().failOver();
        NumberFormats formats = trunk.outward().formats();
        var dial = Dial.newBuilder()
                .setTrunkId(trunk.id().toString())
                .setTrunk(trunk.name())
                .setNumber(way.number())
                .addAllGateways(way.gateways().stream()
                        .map(gateway -> gateway(trunk, gateway))
                        .toList())
                .setSeconds(RINGING_SECONDS)
                .setProgressMs(failOver.progressSeconds() * 1_000)
                .setFailOver(org.ringfort.contract.control.v1.FailOver.newBuilder()
                        .addAllAnswers(failOver.answers())
                        .setFailures(failOver.failures())
                        .setWithinSeconds(failOver.withinSeconds()))
                .setCallerNumber(step.caller())
                .setWithheld(!step.emergency() && trunk.outward().caller() == CallerRule.WITHHELD)
                .setCalledAs(
                        formats.called().write(way.number(), trunk.numbers().country()))
                .setCallingAs(
                        formats.calling().write(step.caller(), trunk.numbers().country()))
                .setIdentity(step.identity())
                .setSends(HeaderNames.newBuilder().addAllNames(trunk.outward().sends()))
                .setEmergency(step.emergency())
                .setMedia(MediaPolicy.newBuilder()
                        .addKeyings(trunk.exception().isPresent() ? Keying.KEYING_CLEAR : Keying.KEYING_SDES));
        step.passed()
                .ifPresent(passed -> dial.addAllPassedIdentities(passed.identities())
                        .setDivertedAs(formats.calling()
                                .write(passed.divertedBy(), trunk.numbers().country())));
        if (step.emergency()) {
            location.map(DialWords::location)
                    .ifPresent(where -> dial.setLocation(where)
                            .setSendsLocation(trunk.outward().sendsLocation()));
        }
        return dial.build();
    }

    private static org.ringfort.contract.control.v1.Location location(Location location) {
        var said = org.ringfort.contract.control.v1.Location.newBuilder()
                .setName(location.name())
                .setLanguage(location.language());
        location.address()
                .forEach((name, value) ->
                        said.addCivic(CivicElement.newBuilder().setName(name).setValue(value)));
        location.point()
                .ifPresent(point -> said.setPoint(
                        Point.newBuilder().setLatitude(point.latitude()).setLongitude(point.longitude())));
        return said.build();
    }

    /** The answer with it said of each trunk why the call comes there. */
    static RouteReply sentOn(RouteReply said, OnBehalf.Cause cause) {
        if (!said.hasPlan()) {
            return said;
        }
        var plan = said.getPlan().toBuilder();
        plan.getStepsBuilderList().stream()
                .filter(Step.Builder::hasDial)
                .forEach(step -> step.getDialBuilder().setSentOn(cause));
        return said.toBuilder().setPlan(plan).build();
    }

    private static Gateway gateway(Trunk trunk, org.ringfort.app.trunks.Gateway gateway) {
        return Gateway.newBuilder()
                .setGatewayId(gateway.id(trunk.id()).toString())
                .setHost(gateway.host())
                .setPort(gateway.port())
                .setTransport(
                        switch (gateway.transport()) {
                            case TLS -> Transport.TRANSPORT_TLS;
                            case TCP -> Transport.TRANSPORT_TCP;
                            case UDP -> Transport.TRANSPORT_UDP;
                        })
                .setTlsName(gateway.tlsName())
                .setAuthoritiesPem(trunk.authorities())
                .setDomain(gateway.domain())
                .setOwnCertificate(gateway.transport() == GatewayTransport.TLS ? trunk.ownCertificate() : "")
                .build();
    }

    static GatewayWatch watch(boolean all, List<GatewayWatchers.Watched> trunks) {
        var watch = GatewayWatch.newBuilder().setAll(all);
        for (GatewayWatchers.Watched one : trunks) {
            var said = WatchedTrunk.newBuilder()
                    .setTenantId(one.tenant().toString())
                    .setTrunkId(one.id().toString());
            one.trunk()
                    .ifPresent(trunk -> said.setTrunk(trunk.name())
                            .setIntervalSeconds(trunk.checkSeconds())
                            .setRegistersAs(
                                    trunk.registers()
                                            ? trunk.account()
                                                    .map(TrunkAccount::username)
                                                    .orElse("")
                                            : "")
                            .setBulk(
                                    trunk.inward().filter(rules -> rules.bulk()).isPresent())
                            .addAllGateways(trunk.gateways().stream()
                                    .map(gateway -> gateway(trunk, gateway))
                                    .toList()));
            watch.addTrunks(said);
        }
        return watch.build();
    }

    static ChallengeReply answer(ChallengeRequest asked, GatewayAnswers gateways) {
        return switch (gateways.answer(
                TenantId.parse(asked.getTenantId()),
                new TrunkId(UUID.fromString(asked.getTrunkId())),
                UUID.fromString(asked.getGatewayId()),
                asked.getMethod(),
                asked.getUri(),
                challenges(asked))) {
            case GatewayAnswers.Answer.Nothing(String why) ->
                ChallengeReply.newBuilder().setRefused(why).build();
            case GatewayAnswers.Answer.Told(var credentials) ->
                ChallengeReply.newBuilder().setCredentials(words(credentials)).build();
        };
    }

    private static List<Challenge.Digest> challenges(ChallengeRequest asked) {
        List<Challenge.Digest> readable = new ArrayList<>();
        for (GatewayChallenge one :
                asked.getChallengesList().stream().limit(MOST_CHALLENGES).toList()) {
            var algorithm = one.getAlgorithm() == DigestAlgorithm.DIGEST_ALGORITHM_SHA_256
                    ? org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256
                    : org.ringfort.protocol.sip.digest.DigestAlgorithm.MD5;
            readable.add(new Challenge.Digest(
                    algorithm,
                    one.getRealm(),
                    one.getNonce(),
                    Optional.of(one.getOpaque()).filter(text -> !text.isEmpty()),
                    false,
                    one.getQopAuth() ? List.of("auth") : List.of()));
        }
        return readable;
    }

    private static Credentials words(org.ringfort.protocol.sip.digest.Credentials.Digest made) {
        return Credentials.newBuilder()
                .setAlgorithm(
                        switch (made.algorithm()) {
                            case SHA_256, SHA_256_SESS -> DigestAlgorithm.DIGEST_ALGORITHM_SHA_256;
                            case MD5, MD5_SESS -> DigestAlgorithm.DIGEST_ALGORITHM_MD5;
                        })
                .setUsername(made.username())
                .setRealm(made.realm())
                .setNonce(made.nonce())
                .setUri(made.uri())
                .setResponse(made.response())
                .setQop(made.qop().orElse(""))
                .setNc(made.nc().orElse(""))
                .setCnonce(made.cnonce().orElse(""))
                .setOpaque(made.opaque().orElse(""))
                .build();
    }
}
