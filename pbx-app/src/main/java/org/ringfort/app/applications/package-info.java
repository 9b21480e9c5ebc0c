/** What an application such as voicemail may ask of a call: play, collect, record, confer, hang up. */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package org.ringfort.app.applications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
