/** Call records: one row a call, with its legs, written once. */
@ApplicationModule(allowedDependencies = {"platform", "calls"})
@NullMarked
package org.ringfort.app.cdr;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
