/** The control plane as an edge meets it: the real application on a real PostgreSQL, a scripted edge over mutual TLS. */
@NullMarked
package org.ringfort.app.voice;

import org.jspecify.annotations.NullMarked;
