/** Rows of bans, exemptions and of who proved themselves where. */
@NullMarked
package org.ringfort.app.defence.store;

import org.jspecify.annotations.NullMarked;
