/** Recordings of calls: whose calls are recorded, what was, and who may hear it. */
@ApplicationModule(
        allowedDependencies = {"platform", "audit", "tenants", "keys", "extensions", "applications", "voicemail"})
@NullMarked
package org.ringfort.app.recordings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
