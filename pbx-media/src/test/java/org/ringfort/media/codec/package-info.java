@NullMarked
package org.ringfort.media.codec;

import org.jspecify.annotations.NullMarked;
