/** Tests. */
@NullMarked
package org.ringfort.protocol.sip.address;

import org.jspecify.annotations.NullMarked;
