/** What may be fetched from servers that somebody else names, and within which bounds. */
@ApplicationModule(allowedDependencies = {"defence"})
@NullMarked
package org.ringfort.app.fetch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
