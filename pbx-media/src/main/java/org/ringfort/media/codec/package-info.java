/**
 * G.711: laws and loudness.
 */
@NullMarked
package org.ringfort.media.codec;

import org.jspecify.annotations.NullMarked;
