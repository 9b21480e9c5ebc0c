/**
 * Quality as we measure it and as the peer reports it (RFC 3550).
 */
@NullMarked
package org.ringfort.media.rtcp;

import org.jspecify.annotations.NullMarked;
