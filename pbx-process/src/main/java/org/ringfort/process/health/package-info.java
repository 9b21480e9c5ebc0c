/** Liveness, readiness and metrics over HTTP on a port of their own. */
@NullMarked
package org.ringfort.process.health;

import org.jspecify.annotations.NullMarked;
