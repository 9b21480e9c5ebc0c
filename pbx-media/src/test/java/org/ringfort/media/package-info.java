@NullMarked
package org.ringfort.media;

import org.jspecify.annotations.NullMarked;
