/** Rooms where people of a tenant confer, and who may come in. */
@ApplicationModule(
        allowedDependencies = {"platform", "audit", "tenants", "keys", "extensions", "applications", "voicemail"})
@NullMarked
package org.ringfort.app.conferences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
