/** What was read lately, kept for hot paths. */
@NullMarked
package org.ringfort.app.platform.memory;

import org.jspecify.annotations.NullMarked;
