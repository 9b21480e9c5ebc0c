package org.ringfort.app.objects;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.ringfort.kernel.secret.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where sealed messages and recordings lie. A directory or a bucket that is named here is read and tidied whatever {@code store} says.
 *
 * @param store where new ones go: {@code database} (default), {@code directory} or {@code bucket}
 * @param directory absolute path; empty: none
 * @param endpoint of an S3-compatible store, such as https://s3.example.com; http on this machine alone; empty: none
 * @param bucket 3 to 63 lower-case letters, digits, dots and hyphens; it is there already
 * @param region as the store calls it; default us-east-1
 * @param accessKey says who asks; no secret
 * @param secretKeyFile file of one line
 * @param serverAuthorities PEM file of who may vouch for the endpoint's certificate; empty: the authorities of the runtime
 * @param patience for one object; 1 s to 60 s; default 20 s
 */
@ConfigurationProperties("ringfort.objects")
record ObjectSettings(
        @DefaultValue("database") String store,
        @DefaultValue("") String directory,
        @DefaultValue("") String endpoint,
        @DefaultValue("") String bucket,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKeyFile,
        @DefaultValue("") String serverAuthorities,
        @DefaultValue("20s") Duration patience) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,128}");

    /** Refuses what cannot work, by name. */
    ObjectSettings {
        switch (store) {
            case "database" -> {}
            case "directory" -> needed("directory", directory);
            case "bucket" -> needed("endpoint", endpoint);
            default -> throw wrong("store must be database, directory or bucket, not " + store);
        }
        if (!directory.isEmpty() && !endpoint.isEmpty()) {
            throw wrong("directory and endpoint exclude each other");
        }
        if (!directory.isEmpty() && !Path.of(directory).isAbsolute()) {
            throw wrong("directory must be an absolute path, not " + directory);
        }
        if (!endpoint.isEmpty()) {
            refuseUnlessSafe(endpoint);
            refuseUnless(BUCKET, "bucket", bucket);
            refuseUnless(WORD, "region", region);
            refuseUnless(WORD, "access-key", accessKey);
            needed("secret-key-file", secretKeyFile);
        }
        if (patience.compareTo(Duration.ofSeconds(1)) < 0 || patience.compareTo(Duration.ofSeconds(60)) > 0) {
            throw wrong("patience must be 1 s to 60 s, not " + patience);
        }
    }

    private static void needed(String name, String value) {
        if (value.isEmpty()) {
            throw wrong(name + " is missing");
        }
    }

    private static void refuseUnless(Pattern form, String name, String value) {
        if (!form.matcher(value).matches()) {
            throw wrong(name + " is none: " + (value.isEmpty() ? "missing" : value));
        }
    }

    private static void refuseUnlessSafe(String endpoint) {
        URI uri;
        try {
            uri = URI.create(endpoint);
        } catch (IllegalArgumentException noUri) {
            throw wrong("endpoint is no URL: " + endpoint);
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
            throw wrong("endpoint must be a scheme, a host and perhaps a port, not " + endpoint);
        }
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && isHere(uri.getHost()))) {
            throw wrong("endpoint must be https outside this machine, not " + endpoint);
        }
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("ringfort.objects." + what);
    }

    /** Of the bucket that is named. */
    Secret secretKey() {
        try {
            return Secret.ofText(Files.readString(Path.of(secretKeyFile)).strip());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "ringfort.objects.secret-key-file: " + secretKeyFile + " cannot be read", unreadable);
        }
    }

    /** Where the objects of the bucket are; without the port that goes without saying, since the name of the server is signed as it is said. */
    URI place() {
        URI uri = URI.create(endpoint);
        boolean usual = uri.getPort() == -1 || uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        return URI.create(uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort()) + "/" + bucket);
    }

    /** Whether new ones go there, and not to the database. */
    boolean apart() {
        return !store.equals("database");
    }
}
