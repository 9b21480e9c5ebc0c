/** Challenges, credentials and the arithmetic between them (RFC 7616, 8760). */
@NullMarked
package org.ringfort.protocol.sip.digest;

import org.jspecify.annotations.NullMarked;
