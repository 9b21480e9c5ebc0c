/** Groups of extensions that one phone speaks to at once, and who may. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "extensions"})
@NullMarked
package org.ringfort.app.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
