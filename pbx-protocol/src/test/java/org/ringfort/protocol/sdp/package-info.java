@NullMarked
package org.ringfort.protocol.sdp;

import org.jspecify.annotations.NullMarked;
