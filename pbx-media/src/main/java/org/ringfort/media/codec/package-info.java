/**
 * Codings of speech: G.711, G.722 and Opus, to samples and back, at each other's rates; what is heard where packets are missing.
 *
 * <p>Doors: {@link org.ringfort.media.codec.Coding}, {@link org.ringfort.media.codec.Resampler}, {@link
 * org.ringfort.media.codec.G711}.
 */
@NullMarked
package org.ringfort.media.codec;

import org.jspecify.annotations.NullMarked;
