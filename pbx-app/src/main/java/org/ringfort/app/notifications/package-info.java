/** Who is told, by mail or webhook, what must not wait until somebody looks: today that somebody calls for help. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "audit",
            "tenants",
            "keys",
            "defence",
            "fetch",
            "extensions",
            "emergency",
            "calls"
        })
@NullMarked
package org.ringfort.app.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
