@NullMarked
package org.ringfort.media.srtp;

import org.jspecify.annotations.NullMarked;
