/**
 * DTLS-SRTP: our certificate, handshakes with a leg's peer in either role, and the SRTP keys that come of them. Handshakes run on
 * virtual threads of their own; the relay hands them datagrams and is told of keys. Nothing here is touched by media packets.
 */
@NullMarked
package org.ringfort.media.dtls;

import org.jspecify.annotations.NullMarked;
