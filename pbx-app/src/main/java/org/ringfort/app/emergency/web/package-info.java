/** REST for locations. */
@NullMarked
package org.ringfort.app.emergency.web;

import org.jspecify.annotations.NullMarked;
