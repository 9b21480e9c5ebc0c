@NullMarked
package org.ringfort.media.rtcp;

import org.jspecify.annotations.NullMarked;
