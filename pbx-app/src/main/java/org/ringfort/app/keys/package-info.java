/** Envelope encryption: one key a tenant, wrapped by the installation's. */
@ApplicationModule(allowedDependencies = {"platform", "audit"})
@NullMarked
package org.ringfort.app.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
