/**
 * Prompts and other sounds, spoken to one leg.
 */
@NullMarked
package org.ringfort.media.player;

import org.jspecify.annotations.NullMarked;
