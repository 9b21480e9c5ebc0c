/** A clock that goes only when told to, with timers that fire as it goes. */
@NullMarked
package org.ringfort.testkit.time;

import org.jspecify.annotations.NullMarked;
