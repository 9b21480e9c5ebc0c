/** Tests of the ports that legs may have. */
@NullMarked
package org.ringfort.media.port;

import org.jspecify.annotations.NullMarked;
