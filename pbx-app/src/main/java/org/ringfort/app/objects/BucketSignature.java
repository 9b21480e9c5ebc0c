package org.ringfort.app.objects;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.kernel.secret.Secret;

/**
 * How a request to S3 says who sends it, and that nobody has changed it: AWS Signature Version 4 in a header, over the body too. For
 * paths of unreserved characters and slashes, and no query.
 *
 * @param accessKey says who; no secret
 */
record BucketSignature(String accessKey, Secret secretKey, String region) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * Headers to send with it, besides those given.
     *
     * @param headers that are signed too, by lower-case name; {@code host} among them
     */
    Map<String, String> headers(
            String method, String path, SortedMap<String, String> headers, byte[] body, Instant now) {
        String time = TIME.format(now);
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.put("x-amz-content-sha256", sha256(body));
        signed.put("x-amz-date", time);
        String names = String.join(";", signed.keySet());
        String canonical = method + "\n" + path + "\n\n"
                + signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + signed.get("x-amz-content-sha256");
        String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        String toSign =
                ALGORITHM + "\n" + time + "\n" + scope + "\n" + sha256(canonical.getBytes(StandardCharsets.US_ASCII));
        String signature = HexFormat.of().formatHex(hmac(key(scope), toSign));
        return Map.of(
                "x-amz-content-sha256",
                signed.get("x-amz-content-sha256"),
                "x-amz-date",
                time,
                "authorization",
                ALGORITHM + " Credential=" + accessKey + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + signature);
    }

    private byte[] key(String scope) {
        byte[] key = ("AWS4" + secretKey.revealText()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("HMAC of this runtime", broken);
        }
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("SHA-256 of this runtime", broken);
        }
    }
}
