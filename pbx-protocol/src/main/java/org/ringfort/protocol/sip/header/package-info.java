/** A record for each header we understand, RawHeader for the rest, and the ordered collection of them. */
@NullMarked
package org.ringfort.protocol.sip.header;

import org.jspecify.annotations.NullMarked;
