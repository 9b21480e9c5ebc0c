package org.ringfort.e2e.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sip.digest.Challenge;
import org.ringfort.protocol.sip.digest.Credentials;
import org.ringfort.protocol.sip.digest.DigestAlgorithm;
import org.ringfort.protocol.sip.digest.DigestResponse;

/** One answer to a challenge verified against a stored HA1. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DigestBenchmark {
    @Param({"MD5", "SHA_256"})
    public DigestAlgorithm algorithm = DigestAlgorithm.SHA_256;

    private Secret ha1 = Secret.ofText("");
    private Credentials.Digest credentials = credentials();

    private Credentials.Digest credentials() {
        var challenge = Challenge.Digest.auth(
                algorithm, "acme.example", "MTcwMDAwMDAwMDpBQkNERUZHSElKS0xNTk9Q", Optional.empty(), false);
        return DigestResponse.answer(
                challenge, "d-8231", Secret.ofText("a password"), "REGISTER", "sip:acme.example", "f2wE4q74", 1);
    }

    @Setup
    public void answer() {
        ha1 = DigestResponse.ha1(algorithm, "d-8231", "acme.example", Secret.ofText("a password"));
        credentials = credentials();
    }

    @Benchmark
    public boolean verify() {
        return DigestResponse.verify(credentials, ha1, "REGISTER");
    }
}
