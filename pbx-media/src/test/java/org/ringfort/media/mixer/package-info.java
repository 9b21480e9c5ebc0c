@NullMarked
package org.ringfort.media.mixer;

import org.jspecify.annotations.NullMarked;
