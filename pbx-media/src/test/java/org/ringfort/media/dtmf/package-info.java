@NullMarked
package org.ringfort.media.dtmf;

import org.jspecify.annotations.NullMarked;
