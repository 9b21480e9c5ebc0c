package org.ringfort.app.provisioning.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.ringfort.app.provisioning.EnrolmentSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The port at which clients are asked for certificates, with the console's own certificate. It takes whatever they show, since the handshake
 * proves its key and a tenant's row says whose it is; a client that shows none is served too.
 */
@Component
class EnrolmentPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final int MOST_CONNECTIONS = 200;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int REQUESTS_A_CONNECTION = 20;
    private static final int MOST_HEADER_OCTETS = 8192;

    private final EnrolmentSettings settings;
    private final String address;
    private final String certificate;
    private final String key;
    private final String ciphers;

    EnrolmentPort(
            EnrolmentSettings settings,
            @Value("${server.address}") String address,
            @Value("${ringfort.web.certificate:}") String certificate,
            @Value("${ringfort.web.key:}") String key,
            @Value("${server.ssl.ciphers}") String ciphers) {
        this.settings = settings;
        this.address = address;
        this.certificate = certificate;
        this.key = key;
        this.ciphers = ciphers;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (settings.port() == 0) {
            return;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new IllegalStateException(
                    "ringfort.enrolment.port needs ringfort.web.certificate and ringfort.web.key");
        }
        factory.addAdditionalConnectors(connector());
    }

    private Connector connector() {
        var protocol = new Http11NioProtocol();
        try {
            protocol.setAddress(InetAddress.getByName(address));
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("ringfort.web.address", unknown);
        }
        protocol.setPort(settings.port());
        protocol.setSSLEnabled(true);
        protocol.setSecure(true);
        protocol.setMaxConnections(MOST_CONNECTIONS);
        protocol.setConnectionTimeout(PATIENCE_MILLIS);
        protocol.setKeepAliveTimeout(PATIENCE_MILLIS);
        protocol.setMaxKeepAliveRequests(REQUESTS_A_CONNECTION);
        protocol.setMaxHttpRequestHeaderSize(MOST_HEADER_OCTETS);
        protocol.setMaxSwallowSize(0); // what nobody has read of a body is not waited for
        protocol.setExecutor(new VirtualThreadExecutor("enrolment-"));
        protocol.addSslHostConfig(tls());
        var connector = new Connector(protocol);
        connector.setScheme("https");
        connector.setSecure(true);
        return connector;
    }

    private SSLHostConfig tls() {
        var config = new SSLHostConfig();
        config.setProtocols("TLSv1.2+TLSv1.3");
        config.setCiphers(ciphers);
        config.setCertificateVerification("optional");
        config.setTrustManagerClassName(ClientsThatAreLookedUp.class.getName());
        var own = new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
        own.setCertificateFile(certificate);
        own.setCertificateKeyFile(key);
        config.addCertificate(own);
        return config;
    }
}
