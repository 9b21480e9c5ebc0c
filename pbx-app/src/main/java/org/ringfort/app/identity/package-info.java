/** Who signs in: administrators, roles, second factors, sessions, API keys. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "keys"})
@NullMarked
package org.ringfort.app.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
