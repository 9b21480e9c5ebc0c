/** Where a call goes, and why: the only router. */
@ApplicationModule(
        allowedDependencies = {"platform", "registrar", "numbers", "trunks", "attestation", "conferences", "paging"})
@NullMarked
package org.ringfort.app.dialplan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
