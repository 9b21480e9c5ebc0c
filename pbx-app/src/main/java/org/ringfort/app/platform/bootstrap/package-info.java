/** A file that fills an empty installation, for demos and tests. */
@NullMarked
package org.ringfort.app.platform.bootstrap;

import org.jspecify.annotations.NullMarked;
