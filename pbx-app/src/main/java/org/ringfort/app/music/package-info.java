/** What those hear who are on hold: a tune of the tenant's own, the built-in one, or nothing. */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "voicemail"})
@NullMarked
package org.ringfort.app.music;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
