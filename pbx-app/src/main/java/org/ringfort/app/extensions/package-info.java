/** People, their numbers, their devices and the credentials of those. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "keys", "policy"})
@NullMarked
package org.ringfort.app.extensions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
