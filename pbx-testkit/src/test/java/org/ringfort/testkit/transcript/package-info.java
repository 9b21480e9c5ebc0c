/** Tests. */
@NullMarked
package org.ringfort.testkit.transcript;

import org.jspecify.annotations.NullMarked;
