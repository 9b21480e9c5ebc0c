/** REST for the numbers. */
@NullMarked
package org.ringfort.app.numbers.web;

import org.jspecify.annotations.NullMarked;
