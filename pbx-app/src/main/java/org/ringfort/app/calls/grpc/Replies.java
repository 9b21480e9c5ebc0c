package org.ringfort.app.calls.grpc;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.calls.CallerIdentity;
import org.ringfort.app.calls.RouteOutcome;
import org.ringfort.app.dialplan.RoutePlan.Step;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.registrar.BindOutcome;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Gruus;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.contract.control.v1.Application;
import org.ringfort.contract.control.v1.BearerChallenge;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.Bound;
import org.ringfort.contract.control.v1.BoundContact;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Inward;
import org.ringfort.contract.control.v1.MailboxCounts;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.RegisteredPhone;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.policy.v1.Keying;
import org.ringfort.contract.policy.v1.MediaPolicy;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.protocol.sip.digest.Challenge;

/** What an edge is answered, in the contract's words. */
final class Replies {
    private Replies() {}

    static BindReply bind(BindOutcome outcome, Clock clock) {
        return switch (outcome) {
            case BindOutcome.Challenged(var challenges, var bearer) ->
                BindReply.newBuilder()
                        .setChallenged(challenged(challenges, bearer))
                        .build();
            case BindOutcome.Refused(int status, String reason, int retryAfter, int minExpires) ->
                BindReply.newBuilder()
                        .setRefused(Refused.newBuilder()
                                .setStatus(status)
                                .setReason(reason)
                                .setRetryAfterSeconds(retryAfter)
                                .setMinExpiresSeconds(minExpires))
                        .build();
            case BindOutcome.Bound bound ->
                BindReply.newBuilder()
                        .setBound(Bound.newBuilder()
                                .setTenantId(bound.tenant().toString())
                                .setExtension(bound.extension())
                                .setDeviceId(bound.device().toString())
                                .addAllContacts(bound.bindings().stream()
                                        .map(binding -> contact(
                                                binding,
                                                Optional.ofNullable(
                                                        bound.gruus().get(binding.id())),
                                                clock))
                                        .toList()))
                        .build();
        };
    }

    private static BoundContact contact(Binding binding, Optional<Gruus.Pair> gruus, Clock clock) {
        long left = Duration.between(clock.instant(), binding.expiresAt())
                .plusMillis(999)
                .toSeconds();
        return BoundContact.newBuilder()
                .setUri(binding.uri())
                .setExpiresSeconds((int) Math.max(1, left))
                .setQ(binding.q())
                .setInstanceId(binding.instanceId())
                .setRegId(binding.regId())
                .setPublicGruu(gruus.map(Gruus.Pair::everlasting).orElse(""))
                .setTemporaryGruu(gruus.flatMap(Gruus.Pair::temporary).orElse(""))
                .build();
    }

    static Challenged challenged(List<Challenge.Digest> challenges, Optional<Challenge.Bearer> bearer) {
        Challenged.Builder all = Challenged.newBuilder();
        bearer.ifPresent(token -> all.setBearer(BearerChallenge.newBuilder()
                .setRealm(token.realm())
                .setScope(token.scope())
                .setAuthzServer(token.authzServer())
                .setError(token.error().orElse(""))));
        for (Challenge.Digest challenge : challenges) {
            all.addChallenges(Challenged.Challenge.newBuilder()
                    .setAlgorithm(
                            switch (challenge.algorithm()) {
                                case SHA_256, SHA_256_SESS -> DigestAlgorithm.DIGEST_ALGORITHM_SHA_256;
                                case MD5, MD5_SESS -> DigestAlgorithm.DIGEST_ALGORITHM_MD5;
                            })
                    .setRealm(challenge.realm())
                    .setNonce(challenge.nonce())
                    .setOpaque(challenge.opaque().orElse(""))
                    .setStale(challenge.stale()));
        }
        return all.build();
    }

    static Refused refused(int status, String reason) {
        return Refused.newBuilder().setStatus(status).setReason(reason).build();
    }

    static RouteReply route(RouteOutcome outcome) {
        return switch (outcome) {
            case RouteOutcome.Challenged(var challenges, var bearer) ->
                RouteReply.newBuilder()
                        .setChallenged(challenged(challenges, bearer))
                        .build();
            case RouteOutcome.Refused(int status, String reason) ->
                RouteReply.newBuilder().setRefused(refused(status, reason)).build();
            case RouteOutcome.Planned planned ->
                RouteReply.newBuilder().setPlan(plan(planned)).build();
        };
    }

    static Plan plan(RouteOutcome.Planned planned) {
        Plan.Builder plan = Plan.newBuilder()
                .setTenantId(planned.tenant().id().toString())
                .setDomain(planned.tenant().domain())
                .setCaller(Party.newBuilder()
                        .setNumber(planned.caller().number())
                        .setDisplayName(planned.caller().displayName())
                        .setDeviceId(planned.caller().deviceId()))
                .setDialled(planned.dialled())
                .addAllSteps(planned.plan().steps().stream()
                        .map(step -> step(step, planned))
                        .toList())
                .setMaxDurationSeconds((int) planned.longestSeconds())
                .setWhy(planned.plan().why())
                .setRule(planned.plan().rule())
                .setMedia(media(planned.caller().media()).toBuilder()
                        .setInBandDigits(
                                planned.inBand().contains(planned.caller().deviceId())))
                .setTakesNothingOver(!planned.caller().mayTakeOver())
                .setRefusesFalseClaims(planned.caller().heldToItsName());
        if (!planned.identity().equals(CallerIdentity.NONE)) {
            plan.setIdentity(Words.identity(planned.identity()));
        }
        planned.inward()
                .ifPresent(trunk -> plan.setInward(Inward.newBuilder()
                        .setTrunkId(trunk.id().toString())
                        .setTrunk(trunk.name())
                        .addAllBelieves(
                                trunk.inward().map(rules -> rules.believes()).orElse(List.of()))));
        planned.recording().ifPresent(recording -> {
            RecordingWords.recorded(plan, recording);
            Recordable.only(plan);
        });
        return plan.build();
    }

    private static MediaPolicy media(RouteOutcome.Media media) {
        return switch (media) {
            case SDES -> media(MediaKeying.SDES);
            case DTLS -> media(MediaKeying.DTLS);
            case SDES_OR_DTLS -> media(MediaKeying.EITHER);
            case SDES_OR_CLEAR -> media(MediaKeying.CLEAR);
            case ZRTP -> media(MediaKeying.ZRTP);
            case CLEAR ->
                MediaPolicy.newBuilder().addKeyings(Keying.KEYING_CLEAR).build();
        };
    }

    private static org.ringfort.contract.control.v1.Step step(Step step, RouteOutcome.Planned planned) {
        org.ringfort.contract.control.v1.Step.Builder said =
                org.ringfort.contract.control.v1.Step.newBuilder().setWhy(step.why());
        switch (step) {
            case Step.Ring ring ->
                said.setRing(Ring.newBuilder()
                        .setNumber(ring.number())
                        .setSeconds((int) ring.length().toSeconds())
                        .addAllTargets(targets(ring.contacts(), planned)));
            case Step.Serve serve ->
                said.setApplication(Application.newBuilder()
                        .setName(serve.application())
                        .setArgument(ByteString.copyFromUtf8(serve.argument()))
                        .setAnswerAfterMs((int) serve.ringFirst().toMillis())
                        .addAllFallback(serve.fallback().stream()
                                .map(prompt ->
                                        Sound.newBuilder().setPrompt(prompt).build())
                                .toList()));
            case Step.Page page ->
                said.setPage(org.ringfort.contract.control.v1.Page.newBuilder()
                        .setPageId(page.group())
                        .setSeconds((int) page.length().toSeconds())
                        .addAllTargets(targets(page.contacts(), planned)));
            case Step.Dial dial -> said.setDial(DialWords.dial(dial, planned.location()));
            case Step.Refuse refuse -> said.setRefuse(refused(refuse.status(), refuse.reason()));
        }
        return said.build();
    }

    private static List<Target> targets(List<Binding> contacts, RouteOutcome.Planned planned) {
        return contacts.stream()
                .map(contact -> target(
                        contact,
                        planned.keyings().getOrDefault(contact.deviceId(), MediaKeying.SDES),
                        planned.inBand().contains(contact.deviceId().toString())))
                .toList();
    }

    /** Where a NOTIFY goes; no media is meant. */
    static Target target(Binding contact) {
        return target(contact, MediaKeying.SDES, false);
    }

    private static Target target(Binding contact, MediaKeying keying, boolean inBandDigits) {
        return Target.newBuilder()
                .setUri(contact.uri())
                .setFlow(contact.place().flow())
                .setEdgeId(contact.place().edgeId())
                .addAllPath(contact.place().path())
                .setDeviceId(contact.deviceId().toString())
                .setNumber(contact.extension())
                .setPhone(contact.phone())
                .setMedia(media(keying).toBuilder().setInBandDigits(inBandDigits))
                .build();
    }

    /** SDES and DTLS both protect; ZRTP stands alone, lest a phone falls back to what others can open; CLEAR is an exception of one device, which may still do better. */
    private static MediaPolicy media(MediaKeying keying) {
        MediaPolicy.Builder policy = MediaPolicy.newBuilder();
        switch (keying) {
            case SDES -> policy.addKeyings(Keying.KEYING_SDES);
            case DTLS -> policy.addKeyings(Keying.KEYING_DTLS);
            case EITHER -> policy.addKeyings(Keying.KEYING_DTLS).addKeyings(Keying.KEYING_SDES);
            case ZRTP -> policy.addKeyings(Keying.KEYING_ZRTP);
            case CLEAR -> policy.addKeyings(Keying.KEYING_SDES).addKeyings(Keying.KEYING_CLEAR);
        }
        return policy.build();
    }

    static RegisteredPhone phone(Binding binding) {
        return RegisteredPhone.newBuilder()
                .setId(binding.id().toString())
                .setQ(binding.q())
                .setInstanceId(binding.instanceId())
                .build();
    }

    static MailboxCounts counts(Counts counts) {
        return MailboxCounts.newBuilder()
                .setUnheard(counts.unheard())
                .setHeard(counts.heard())
                .build();
    }
}
