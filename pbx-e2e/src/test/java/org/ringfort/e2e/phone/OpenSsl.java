package org.ringfort.e2e.phone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys and certificates made by {@code openssl}, as an administrator would make them. */
public final class OpenSsl {
    private OpenSsl() {}

    /**
     * Makes a key of P-256 and asks for its certificate.
     *
     * @param name the common name
     * @param out the request, or with {@code -x509} among {@code more} the certificate, signed by its own key
     */
    public static void request(Path key, Path out, String name, String... more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "openssl",
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key.toString(),
                "-out",
                out.toString()));
        command.addAll(List.of(more));
        Programs.run(command.toArray(String[]::new));
    }
}
