package org.ringfort.app.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.secret.Secret;

/** The examples of "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)" of the Amazon S3 API reference. */
class BucketSignatureTest {
    private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
    private static final String HOST = "examplebucket.s3.amazonaws.com";

    private final BucketSignature signature = new BucketSignature(
            "AKIAIOSFODNN7EXAMPLE", Secret.ofText("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1");

    @Test
    void what_is_asked_for() {
        var headers = signature.headers(
                "GET", "/test.txt", new TreeMap<>(Map.of("host", HOST, "range", "bytes=0-9")), new byte[0], NOW);
        assertThat(headers)
                .containsEntry("x-amz-date", "20130524T000000Z")
                .containsEntry(
                        "x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void what_is_brought() {
        var headers = signature.headers(
                "PUT",
                "/test%24file.text",
                new TreeMap<>(Map.of(
                        "host",
                        HOST,
                        "date",
                        "Fri, 24 May 2013 00:00:00 GMT",
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY")),
                "Welcome to Amazon S3.".getBytes(StandardCharsets.US_ASCII),
                NOW);
        assertThat(headers.get("authorization"))
                .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }
}
