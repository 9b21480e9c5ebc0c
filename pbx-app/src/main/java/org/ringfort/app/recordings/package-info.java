/** Recordings of calls and conferences: whose calls are recorded, what was, and who may hear it. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "audit",
            "tenants",
            "keys",
            "extensions",
            "applications",
            "objects",
            "voicemail",
            "conferences"
        })
@NullMarked
package org.ringfort.app.recordings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
