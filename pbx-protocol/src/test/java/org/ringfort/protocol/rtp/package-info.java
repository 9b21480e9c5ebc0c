@NullMarked
package org.ringfort.protocol.rtp;

import org.jspecify.annotations.NullMarked;
