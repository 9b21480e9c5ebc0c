package org.ringfort.app.extensions.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceCredentials;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.platform.rest.QrCode;
import org.ringfort.app.policy.Policies;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what a phone must be told. */
@Component
class PhoneSetup {
    static final String CA_PATH = "/api/v1/phone-authority.pem";

    private final PhoneDoor door;
    private final Policies policies;
    private final JsonMapper json;

    PhoneSetup(PhoneDoor door, Policies policies, JsonMapper json) {
        this.door = door;
        this.policies = policies;
        this.json = json;
    }

    DeviceCreated describe(Extension extension, Device device, DeviceCredentials credentials) {
        String domain = credentials.realm();
        String password = credentials.password().revealText();
        return new DeviceCreated(
                DeviceView.of(device),
                new DeviceCreated.CredentialsView(
                        extension.number(), credentials.authUsername(), password, domain, credentials.realm()),
                settings(extension, device, domain, password));
    }

    /** Who may have either is shown how to set what every phone can. */
    private static String srtp(MediaKeying keying) {
        return switch (keying) {
            case SDES, EITHER -> MediaKeying.SDES.wireName();
            case DTLS, ZRTP -> keying.wireName();
            case CLEAR -> "off";
        };
    }

    private PhoneSettings settings(Extension extension, Device device, String domain, String password) {
        String address = "sip:" + extension.number() + "@" + domain;
        String host = door.host().isBlank() ? domain : door.host();
        String srtp = srtp(device.keying());
        String digest = device.digestFloor() == DigestFloor.SHA_256 ? "SHA-256" : "MD5 or SHA-256";
        Map<String, Object> qr = new LinkedHashMap<>();
        qr.put("address", address);
        qr.put("authUsername", device.authUsername());
        qr.put("password", password);
        qr.put("displayName", extension.displayName());
        qr.put("proxy", "sip:" + host + ":" + door.tlsPort() + ";transport=tls");
        qr.put("srtp", srtp);
        String payload = json.writeValueAsString(qr);
        return new PhoneSettings(
                address,
                extension.displayName(),
                domain,
                host,
                door.tlsPort(),
                "tls",
                srtp,
                digest,
                policies.of(extension.tenant()).maxRegistrationSeconds(),
                door.ca() == null ? null : CA_PATH,
                payload,
                QrCode.svg(payload));
    }
}
