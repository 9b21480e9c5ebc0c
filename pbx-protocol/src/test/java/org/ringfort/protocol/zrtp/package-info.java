@NullMarked
package org.ringfort.protocol.zrtp;

import org.jspecify.annotations.NullMarked;
