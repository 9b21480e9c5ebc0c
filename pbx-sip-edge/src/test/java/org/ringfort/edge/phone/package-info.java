/** A whole edge but for the network, and phones that say what a test tells them to. */
@NullMarked
package org.ringfort.edge.phone;

import org.jspecify.annotations.NullMarked;
