/**
 * Connectivity checks of peers, answered (RFC 8445): who may be sent to is who showed that it wants to hear.
 *
 * <p>Door: {@link org.ringfort.media.ice.LiteAgent}.
 */
@NullMarked
package org.ringfort.media.ice;

import org.jspecify.annotations.NullMarked;
