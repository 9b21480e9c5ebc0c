/** Devices that set themselves up: enrolment passwords, and the door at which certificates are had for them (EST). */
@ApplicationModule(allowedDependencies = {"platform", "audit", "tenants", "extensions", "certificates", "defence"})
@NullMarked
package org.ringfort.app.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
