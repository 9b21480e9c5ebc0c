/** Tests written as conversations: who says what to whom, and what must come back. */
@NullMarked
package org.ringfort.testkit.transcript;

import org.jspecify.annotations.NullMarked;
