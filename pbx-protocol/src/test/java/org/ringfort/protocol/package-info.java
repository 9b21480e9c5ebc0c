/** Tests of the whole module. */
@NullMarked
package org.ringfort.protocol;

import org.jspecify.annotations.NullMarked;
