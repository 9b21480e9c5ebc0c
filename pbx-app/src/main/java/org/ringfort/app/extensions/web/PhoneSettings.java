package org.ringfort.app.extensions.web;

import org.jspecify.annotations.Nullable;

/**
 * What to set in a phone, in the order in which phones usually ask.
 *
 * @param address address-of-record, {@code sip:101@pbx.example}
 * @param proxyHost outbound proxy
 * @param transport {@code tls}
 * @param srtp {@code sdes}, {@code dtls} or {@code off}
 * @param digest the best digest that the phone must know
 * @param caUrl where the authority's certificate is had; null where phones know it anyway
 * @param qrPayload what the QR code says: JSON with the same facts and the password
 * @param qrSvg the QR code, drawn
 */
record PhoneSettings(
        String address,
        String displayName,
        String domain,
        String proxyHost,
        int proxyPort,
        String transport,
        String srtp,
        String digest,
        int expiresSeconds,
        @Nullable String caUrl,
        String qrPayload,
        String qrSvg) {}
