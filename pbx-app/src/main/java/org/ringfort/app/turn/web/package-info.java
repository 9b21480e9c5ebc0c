/** REST for locations. */
@NullMarked
package org.ringfort.app.turn.web;

import org.jspecify.annotations.NullMarked;
