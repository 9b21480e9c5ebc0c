/** The table type that every state machine is written in. */
@NullMarked
package org.ringfort.kernel.machine;

import org.jspecify.annotations.NullMarked;
