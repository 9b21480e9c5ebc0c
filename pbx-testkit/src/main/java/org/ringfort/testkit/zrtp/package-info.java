/** Ends of ZRTP that say what a test tells them to. */
@NullMarked
package org.ringfort.testkit.zrtp;

import org.jspecify.annotations.NullMarked;
