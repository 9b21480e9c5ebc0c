/** What the documentation claims about the sources. */
@NullMarked
package org.ringfort.e2e.docs;

import org.jspecify.annotations.NullMarked;
