/**
 * Conferences: everybody hears everybody but himself. Legs speak and hear on their relay loops; frames go to the mixer's thread
 * and back by rings.
 */
@NullMarked
package org.ringfort.media.mixer;

import org.jspecify.annotations.NullMarked;
