/** The four transaction machines of RFC 3261 section 17 as tables; pure. */
@NullMarked
package org.ringfort.edge.transaction;

import org.jspecify.annotations.NullMarked;
