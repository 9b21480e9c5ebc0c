/** What signalling costs: the running services under SIPp, beside Kamailio where it is installed. */
@NullMarked
package org.ringfort.e2e.bench.signalling;

import org.jspecify.annotations.NullMarked;
