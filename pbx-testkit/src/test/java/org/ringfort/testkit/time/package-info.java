/** Tests. */
@NullMarked
package org.ringfort.testkit.time;

import org.jspecify.annotations.NullMarked;
