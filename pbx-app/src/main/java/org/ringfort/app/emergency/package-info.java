/** Where devices are, so that help finds who calls for it. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "extensions", "numbers"})
@NullMarked
package org.ringfort.app.emergency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
