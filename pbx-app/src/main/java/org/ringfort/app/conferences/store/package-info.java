/** Rows of conference rooms. */
@NullMarked
package org.ringfort.app.conferences.store;

import org.jspecify.annotations.NullMarked;
