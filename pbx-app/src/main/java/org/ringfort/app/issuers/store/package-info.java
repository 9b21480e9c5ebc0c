/** Rows of token issuers. */
@NullMarked
package org.ringfort.app.issuers.store;

import org.jspecify.annotations.NullMarked;
