@NullMarked
package org.ringfort.media.boot;

import org.jspecify.annotations.NullMarked;
