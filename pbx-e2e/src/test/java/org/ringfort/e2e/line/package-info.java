/** Lines between servers, and what goes wrong on them. */
@NullMarked
package org.ringfort.e2e.line;

import org.jspecify.annotations.NullMarked;
