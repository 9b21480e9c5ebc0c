/** What a tenant demands of phones: the security floors. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "keys"})
@NullMarked
package org.ringfort.app.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
