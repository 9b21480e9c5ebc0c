/**
 * Key presses out of RTP events (RFC 4733).
 */
@NullMarked
package org.ringfort.media.dtmf;

import org.jspecify.annotations.NullMarked;
