/** The torture messages of RFC 4475 and RFC 5118, for the codec's own tests and for those that put them on a wire. */
@NullMarked
package org.ringfort.protocol.torture;

import org.jspecify.annotations.NullMarked;
