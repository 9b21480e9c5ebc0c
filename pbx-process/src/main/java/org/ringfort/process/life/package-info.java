/** How a process starts, says why it cannot, and ends in order. */
@NullMarked
package org.ringfort.process.life;

import org.jspecify.annotations.NullMarked;
