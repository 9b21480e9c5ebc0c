/** Rows of administrators and API keys. */
@NullMarked
package org.ringfort.app.identity.store;

import org.jspecify.annotations.NullMarked;
