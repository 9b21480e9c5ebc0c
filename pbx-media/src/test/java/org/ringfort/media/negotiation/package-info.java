@NullMarked
package org.ringfort.media.negotiation;

import org.jspecify.annotations.NullMarked;
