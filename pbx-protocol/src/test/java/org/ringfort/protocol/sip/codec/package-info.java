/** Tests. */
@NullMarked
package org.ringfort.protocol.sip.codec;

import org.jspecify.annotations.NullMarked;
