@NullMarked
package org.ringfort.media.recorder;

import org.jspecify.annotations.NullMarked;
