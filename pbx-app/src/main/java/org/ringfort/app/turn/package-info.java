/** Relays for browsers whose network lets no other UDP through, and leave to use them. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "extensions"})
@NullMarked
package org.ringfort.app.turn;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
