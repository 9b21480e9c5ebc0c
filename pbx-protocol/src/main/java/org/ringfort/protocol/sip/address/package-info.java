/** SIP and telephone URIs, and the addresses that headers carry. */
@NullMarked
package org.ringfort.protocol.sip.address;

import org.jspecify.annotations.NullMarked;
