/** SQL of call records. */
@NullMarked
package org.ringfort.app.cdr.store;

import org.jspecify.annotations.NullMarked;
