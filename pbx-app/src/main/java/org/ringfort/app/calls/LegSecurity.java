package org.ringfort.app.calls;

/**
 * What protects one leg, as measured; each word empty where nothing is known.
 *
 * @param transport UDP, TCP, TLS or WSS
 * @param tlsGroup key agreement
 * @param tlsClient subject of the client certificate that the edge verified
 * @param zone the legacy zone that the phone is in; empty where there is TLS
 * @param keying SDES, DTLS, ZRTP (end to end) or CLEAR
 * @param srtpProfile e.g. AEAD_AES_128_GCM
 */
public record LegSecurity(
        String legId,
        String transport,
        String tlsVersion,
        String tlsCipher,
        String tlsGroup,
        String tlsClient,
        String zone,
        String keying,
        String srtpProfile) {}
