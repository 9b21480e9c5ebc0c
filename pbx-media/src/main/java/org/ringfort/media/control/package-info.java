/** The media plane's gRPC server: contract to session and back; nothing is decided here. */
@NullMarked
package org.ringfort.media.control;

import org.jspecify.annotations.NullMarked;
