package org.ringfort.edge.boot;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.ringfort.testkit.tls.TestAuthority;

/** A peer over TLS whose records are in the test's hand. */
final class TlsPhone implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final SSLEngine engine;
    private final int helloBytes;
    private ByteBuffer came = ByteBuffer.allocate(1 << 17).flip();
    private final ByteBuffer read = ByteBuffer.allocate(1 << 16);
    private boolean greeted;

    /**
     * Connected; the handshake has not begun.
     *
     * @param helloBytes of the first message in each record; 0: as the library makes it
     */
    TlsPhone(int port, SSLEngine engine, int helloBytes) throws IOException {
        this.socket = new Socket(FrontUnderTest.LOOPBACK, port);
        this.socket.setSoTimeout(PATIENCE_MS);
        this.engine = engine;
        this.helloBytes = helloBytes;
    }

    /** A peer of the JDK's TLS. */
    static SSLEngine engine(SSLContext context, String name) {
        SSLEngine engine = context.createSSLEngine(name.isEmpty() ? "127.0.0.1" : name, 5061);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(name.isEmpty() ? List.of() : List.of(new SNIHostName(name)));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A peer that knows one key agreement alone. */
    static SSLEngine agreeing(String group) throws SSLException {
        SSLEngine engine = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm("")
                .option(OpenSslContextOption.GROUPS, new String[] {group})
                .build()
                .newEngine(ByteBufAllocator.DEFAULT);
        engine.setUseClientMode(true);
        return engine;
    }

    /** Trusts everybody; shows the certificate, where there is one. */
    static SSLContext context(Optional<TestAuthority.Issued> shown) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys = shown.isEmpty() ? null : keys(shown.get());
        context.init(keys, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] keys(TestAuthority.Issued shown) throws Exception {
        String pem = Files.readString(shown.key()).replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", key, new char[0], new Certificate[] {certificate(shown)});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return new KeyManager[] {new ShownAnyway((X509ExtendedKeyManager) factory.getKeyManagers()[0])};
    }

    /** Shows the certificate also to who has said that its authority is unknown there. */
    private static final class ShownAnyway extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        ShownAnyway(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
            return "own";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return "own";
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    static X509Certificate certificate(TestAuthority.Issued issued) throws Exception {
        try (InputStream in = Files.newInputStream(issued.certificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** Shakes hands; throws where the edge refuses. */
    TlsPhone greet() throws IOException {
        engine.beginHandshake();
        HandshakeStatus next = engine.getHandshakeStatus();
        while (next != HandshakeStatus.FINISHED && next != HandshakeStatus.NOT_HANDSHAKING) {
            switch (next) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                    next = engine.getHandshakeStatus();
                }
                case NEED_WRAP -> next = wrap(ByteBuffer.allocate(0)).getHandshakeStatus();
                default -> next = unwrap().getHandshakeStatus();
            }
        }
        return this;
    }

    /** The certificate that the edge showed. */
    X509Certificate shown() throws IOException {
        return (X509Certificate) engine.getSession().getPeerCertificates()[0];
    }

    /** The first line of what the edge answers; empty where it closes instead. */
    String ask(String request) {
        try {
            say(request);
            return hear().lines().findFirst().orElse("");
        } catch (IOException refused) {
            return "";
        }
    }

    void say(String message) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(FrontUnderTest.bytes(message));
        while (out.hasRemaining()) {
            wrap(out);
        }
    }

    /** The next message, whole. */
    String hear() throws IOException {
        while (true) {
            String text = new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
            int body = text.indexOf("\r\n\r\n") + 4;
            int end = body < 4 ? Integer.MAX_VALUE : body + Integer.parseInt(header(text, "Content-Length"));
            if (end <= text.length()) {
                read.flip().position(end);
                read.compact();
                return text.substring(0, end);
            }
            HandshakeStatus status = unwrap().getHandshakeStatus();
            if (status == HandshakeStatus.NEED_WRAP) {
                wrap(ByteBuffer.allocate(0));
            }
        }
    }

    /** The value of the first header of that name; empty where there is none. */
    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Waits until the edge has closed; whether it did. */
    boolean isClosed() {
        try {
            while (true) {
                unwrap();
            }
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private SSLEngineResult wrap(ByteBuffer clear) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1 << 16);
        SSLEngineResult result = engine.wrap(clear, out);
        out.flip();
        byte[] octets = new byte[out.remaining()];
        out.get(octets);
        socket.getOutputStream().write(greeted || helloBytes == 0 || octets.length == 0 ? octets : split(octets));
        greeted |= octets.length > 0;
        return result;
    }

    /** One handshake record as many, each with a few octets of the message. */
    private byte[] split(byte[] record) {
        int payload = record.length - 5;
        int records = (payload + helloBytes - 1) / helloBytes;
        ByteBuffer out = ByteBuffer.allocate(payload + records * 5);
        for (int at = 0; at < payload; at += helloBytes) {
            int length = Math.min(helloBytes, payload - at);
            out.put(record, 0, 3).putShort((short) length).put(record, 5 + at, length);
        }
        return out.array();
    }

    private SSLEngineResult unwrap() throws IOException {
        while (true) {
            SSLEngineResult result = engine.unwrap(came, read);
            switch (result.getStatus()) {
                case OK -> {
                    return result;
                }
                case BUFFER_UNDERFLOW -> more();
                default -> throw new IOException("closed: " + result.getStatus());
            }
        }
    }

    private void more() throws IOException {
        came.compact();
        byte[] octets = new byte[8_192];
        int got = socket.getInputStream().read(octets);
        if (got < 0) {
            came.flip();
            throw new IOException("closed by the edge");
        }
        came.put(octets, 0, got).flip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
