/** Tests. */
@NullMarked
package org.ringfort.protocol.sip.digest;

import org.jspecify.annotations.NullMarked;
