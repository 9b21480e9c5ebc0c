/** Customers, the SIP domains that lead to them, and their limits. */
@ApplicationModule(allowedDependencies = {"platform", "audit"})
@NullMarked
package org.ringfort.app.tenants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
