/** Tests. */
@NullMarked
package org.ringfort.protocol.sip;

import org.jspecify.annotations.NullMarked;
