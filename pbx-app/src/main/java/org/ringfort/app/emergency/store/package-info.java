/** SQL of locations. */
@NullMarked
package org.ringfort.app.emergency.store;

import org.jspecify.annotations.NullMarked;
