/** Who may listen to, whisper into or barge into whose calls. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "extensions", "applications", "calls"})
@NullMarked
package org.ringfort.app.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
