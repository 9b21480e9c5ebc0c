/** Tests. */
@NullMarked
package org.ringfort.testkit.phone;

import org.jspecify.annotations.NullMarked;
