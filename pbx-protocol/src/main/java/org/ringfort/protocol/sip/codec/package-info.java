/** Octets in, messages or refusals out; and back. Nothing here throws for what a stranger sent. */
@NullMarked
package org.ringfort.protocol.sip.codec;

import org.jspecify.annotations.NullMarked;
