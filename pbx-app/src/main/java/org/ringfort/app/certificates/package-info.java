/** The authority of each tenant that issues certificates to its devices, and what it has issued. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "keys", "extensions"})
@NullMarked
package org.ringfort.app.certificates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
