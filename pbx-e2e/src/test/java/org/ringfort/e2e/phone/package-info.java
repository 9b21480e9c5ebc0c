/** Phones that we did not write, on a small network of their own, and the other programs that the system tests drive. */
@NullMarked
package org.ringfort.e2e.phone;

import org.jspecify.annotations.NullMarked;
