/** Carriers: by which gateways the public network is reached, whom one may call there, and how many at once. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "keys", "policy", "defence", "numbers"})
@NullMarked
package org.ringfort.app.trunks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
