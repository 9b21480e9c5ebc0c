/**
 * What a datagram is, by its first octets (RFC 7983).
 */
@NullMarked
package org.ringfort.media.demux;

import org.jspecify.annotations.NullMarked;
