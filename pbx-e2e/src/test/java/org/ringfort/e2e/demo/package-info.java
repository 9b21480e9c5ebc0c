/** The launcher's own arithmetic: ports, settings, secrets, certificates, and the two faces of a running demo. */
@NullMarked
package org.ringfort.e2e.demo;

import org.jspecify.annotations.NullMarked;
