/** SIP messages as values: requests, responses, methods and statuses. */
@NullMarked
package org.ringfort.protocol.sip;

import org.jspecify.annotations.NullMarked;
