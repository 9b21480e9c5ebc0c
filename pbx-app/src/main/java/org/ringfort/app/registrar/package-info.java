/** Which devices answer for an address, until when, and how a device proves that it is one. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "audit",
            "tenants",
            "keys",
            "extensions",
            "certificates",
            "policy",
            "defence",
            "issuers"
        })
@NullMarked
package org.ringfort.app.registrar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
