/** SQL of the numbers. */
@NullMarked
package org.ringfort.app.numbers.store;

import org.jspecify.annotations.NullMarked;
