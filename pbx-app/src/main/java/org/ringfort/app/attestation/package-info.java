/** Signed caller identity (STIR/SHAKEN): what a carrier says of a caller is verified, what we say of ours is signed. */
@ApplicationModule(allowedDependencies = {"platform", "defence", "fetch", "numbers", "trunks"})
@NullMarked
package org.ringfort.app.attestation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
