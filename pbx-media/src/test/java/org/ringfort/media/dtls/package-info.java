@NullMarked
package org.ringfort.media.dtls;

import org.jspecify.annotations.NullMarked;
