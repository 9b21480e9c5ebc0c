/** What we say to carriers of our own accord: whether they are there. */
@NullMarked
package org.ringfort.edge.trunking;

import org.jspecify.annotations.NullMarked;
