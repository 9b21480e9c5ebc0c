/** Main, configuration records and wiring of the media process. */
@NullMarked
package org.ringfort.media.boot;

import org.jspecify.annotations.NullMarked;
