/** Numbers of the public network: how they are written, whose they are, and where they lead. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants"})
@NullMarked
package org.ringfort.app.numbers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
