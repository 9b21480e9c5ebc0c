@NullMarked
package org.ringfort.media.demux;

import org.jspecify.annotations.NullMarked;
