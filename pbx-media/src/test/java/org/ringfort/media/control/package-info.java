@NullMarked
package org.ringfort.media.control;

import org.jspecify.annotations.NullMarked;
