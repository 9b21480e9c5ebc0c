/** Calls while they last: who may call whom, what is up now, and the line on which applications converse. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "audit",
            "tenants",
            "extensions",
            "emergency",
            "policy",
            "registrar",
            "defence",
            "dialplan",
            "numbers",
            "trunks",
            "attestation",
            "applications",
            "voicemail",
            "conferences",
            "paging",
            "recordings",
            "music"
        })
@NullMarked
package org.ringfort.app.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
