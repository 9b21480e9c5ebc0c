/** Who is not heard by any edge, for how long and why: wrong answers counted, bans kept, exemptions. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "keys"})
@NullMarked
package org.ringfort.app.defence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
