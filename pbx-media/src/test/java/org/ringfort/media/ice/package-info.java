@NullMarked
package org.ringfort.media.ice;

import org.jspecify.annotations.NullMarked;
