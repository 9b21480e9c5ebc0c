/** Who did what, when and from where: a chain that shows if a link was changed. */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package org.ringfort.app.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
