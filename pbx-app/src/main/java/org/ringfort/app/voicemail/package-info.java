/** Mailboxes: messages left, sealed, told of, heard and forgotten. */
@ApplicationModule(
        allowedDependencies = {"platform", "audit", "tenants", "keys", "objects", "extensions", "applications"})
@NullMarked
package org.ringfort.app.voicemail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
