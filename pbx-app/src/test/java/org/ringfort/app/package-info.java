/** Tests of the application: on a real PostgreSQL, over real HTTP where it matters. */
@NullMarked
package org.ringfort.app;

import org.jspecify.annotations.NullMarked;
