/** Sealed octets that are too many for the database: where they lie, and how those that nobody names any more go. */
@ApplicationModule(allowedDependencies = {"platform", "fetch"})
@NullMarked
package org.ringfort.app.objects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
