/** Where a name leads: from a SIP domain to addresses, ports and transports, in the order in which they are tried. */
@NullMarked
package org.ringfort.protocol.sip.location;

import org.jspecify.annotations.NullMarked;
