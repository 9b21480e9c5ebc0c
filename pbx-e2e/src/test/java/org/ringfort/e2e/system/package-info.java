/** The whole system, packaged as it ships, driven by real phones and a real browser. */
@NullMarked
package org.ringfort.e2e.system;

import org.jspecify.annotations.NullMarked;
