package org.ringfort.app.calls;

/**
 * What protects one leg, as measured; each word empty where nothing is known.
 *
 * @param transport UDP, TCP, TLS or WSS
 * @param keying SDES, DTLS or CLEAR
 * @param srtpProfile e.g. AEAD_AES_128_GCM
 */
public record LegSecurity(
        String legId, String transport, String tlsVersion, String tlsCipher, String keying, String srtpProfile) {}
