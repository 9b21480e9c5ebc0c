/** Tests. */
@NullMarked
package org.ringfort.protocol.sip.header;

import org.jspecify.annotations.NullMarked;
