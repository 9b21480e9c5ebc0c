/** Opaque identities: comparable, printable, and never confused with one another. */
@NullMarked
package org.ringfort.kernel.id;

import org.jspecify.annotations.NullMarked;
