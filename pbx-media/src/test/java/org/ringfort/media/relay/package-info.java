@NullMarked
package org.ringfort.media.relay;

import org.jspecify.annotations.NullMarked;
