/**
 * UDP sockets: the port range, opening, quarantine and waiting; the only home of channels.
 */
@NullMarked
package org.ringfort.media.port;

import org.jspecify.annotations.NullMarked;
