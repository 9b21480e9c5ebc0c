/** Dialogs, reliable provisional responses and session timers; pure. */
@NullMarked
package org.ringfort.edge.dialog;

import org.jspecify.annotations.NullMarked;
