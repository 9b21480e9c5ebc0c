/** A SIP phone that does what a test tells it, over real sockets. */
@NullMarked
package org.ringfort.testkit.phone;

import org.jspecify.annotations.NullMarked;
