@NullMarked
package org.ringfort.media.player;

import org.jspecify.annotations.NullMarked;
