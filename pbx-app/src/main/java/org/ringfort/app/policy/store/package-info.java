/** Rows of security policies. */
@NullMarked
package org.ringfort.app.policy.store;

import org.jspecify.annotations.NullMarked;
