/** Who issues access tokens for the phones of a tenant, and what such a token says. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "defence", "fetch"})
@NullMarked
package org.ringfort.app.issuers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
