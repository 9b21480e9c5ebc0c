/** Documents that are printed from the sources, and tests that they are not stale. */
@NullMarked
package org.ringfort.testkit.docs;

import org.jspecify.annotations.NullMarked;
