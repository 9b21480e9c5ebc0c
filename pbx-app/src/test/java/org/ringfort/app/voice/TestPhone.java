package org.ringfort.app.voice;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.contract.control.v1.BindReply;
import org.ringfort.contract.control.v1.BindRequest;
import org.ringfort.contract.control.v1.Challenged;
import org.ringfort.contract.control.v1.ContactChange;
import org.ringfort.contract.control.v1.ContactChanges;
import org.ringfort.contract.control.v1.Credentials;
import org.ringfort.contract.control.v1.DigestAlgorithm;
import org.ringfort.contract.control.v1.Requester;
import org.ringfort.contract.control.v1.RouteReply;
import org.ringfort.contract.control.v1.RouteRequest;
import org.ringfort.contract.control.v1.Source;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.DigestResponse;

/** A phone behind the scripted edge: answers challenges, registers, calls. */
record TestPhone(
        ScriptedEdge edge, String domain, String number, DeviceId device, String authUsername, Secret password) {
    private static final AtomicInteger CSEQ = new AtomicInteger(1);

    TestPhone withPassword(String other) {
        return new TestPhone(edge, domain, number, device, authUsername, Secret.ofText(other));
    }

    TestPhone withName(String other) {
        return new TestPhone(edge, domain, number, device, other, password);
    }

    TestPhone on(ScriptedEdge other) {
        return new TestPhone(other, domain, number, device, authUsername, password);
    }

    Requester.Builder requester(String method) {
        return Requester.newBuilder()
                .setMethod(method)
                .setSource(Source.newBuilder()
                        .setTransport(Transport.TRANSPORT_TLS)
                        .setAddress("192.0.2.7")
                        .setPort(40000)
                        .setTlsVersion("TLSv1.3")
                        .setTlsCipher("TLS_AES_256_GCM_SHA384")
                        .setTlsGroup("X25519MLKEM768"))
                .setUserAgent("Test phone 1")
                .setSipCallId("call-id-of-" + device)
                .setCseq(CSEQ.incrementAndGet());
    }

    BindRequest.Builder register(long expires) {
        return BindRequest.newBuilder()
                .setRequester(requester("REGISTER"))
                .setDomain(domain)
                .setUser(number)
                .setFlow("flow-of-" + device)
                .setEdgeId(edge.id)
                .setIncarnation(edge.incarnation)
                .setContacts(ContactChanges.newBuilder()
                        .addContacts(ContactChange.newBuilder()
                                .setUri("sip:" + number + "@192.0.2.7:40000;transport=tls")
                                .setExpiresSeconds(expires)
                                .setQ(1000)));
    }

    /** Asks, and answers the challenge with the first algorithm offered. */
    BindReply bind(BindRequest.Builder request) {
        BindReply first = edge.bind(request.build());
        if (!first.hasChallenged()) {
            return first;
        }
        request.getRequesterBuilder()
                .setCseq(CSEQ.incrementAndGet())
                .addCredentials(answer(first.getChallenged(), 0, "REGISTER", 1));
        return edge.bind(request.build());
    }

    RouteRequest.Builder call(String dialled) {
        return RouteRequest.newBuilder()
                .setRequester(requester("INVITE"))
                .setCallId(CallId.next().toString())
                .setDomain(domain)
                .setDialled(dialled)
                .setFromUser("999")
                .setFromDisplayName("The Queen")
                .setHasOffer(true);
    }

    RouteReply route(RouteRequest.Builder request) {
        RouteReply first = edge.route(request.build());
        request.getRequesterBuilder()
                .setCseq(CSEQ.incrementAndGet())
                .addCredentials(answer(first.getChallenged(), 0, "INVITE", 1));
        return edge.route(request.build());
    }

    Credentials answer(Challenged challenged, int which, String method, int count) {
        Challenged.Challenge said = challenged.getChallenges(which);
        boolean md5 = said.getAlgorithm() == DigestAlgorithm.DIGEST_ALGORITHM_MD5;
        return answer(said.getRealm(), said.getNonce(), md5, method, count);
    }

    Credentials answer(String realm, String nonce, boolean md5, String method, int count) {
        var digest = DigestResponse.answer(
                new Challenge.Digest(
                        md5
                                ? org.ringfort.protocol.sip.digest.DigestAlgorithm.MD5
                                : org.ringfort.protocol.sip.digest.DigestAlgorithm.SHA_256,
                        realm,
                        nonce,
                        Optional.empty(),
                        false,
                        List.of("auth")),
                authUsername,
                password,
                method,
                "sip:" + domain,
                "0a4f113b",
                count);
        return Credentials.newBuilder()
                .setAlgorithm(md5 ? DigestAlgorithm.DIGEST_ALGORITHM_MD5 : DigestAlgorithm.DIGEST_ALGORITHM_SHA_256)
                .setUsername(digest.username())
                .setRealm(digest.realm())
                .setNonce(digest.nonce())
                .setUri(digest.uri())
                .setResponse(digest.response())
                .setQop(digest.qop().orElse(""))
                .setNc(digest.nc().orElse(""))
                .setCnonce(digest.cnonce().orElse(""))
                .build();
    }
}
