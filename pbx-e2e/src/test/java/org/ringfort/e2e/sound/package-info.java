/** Tones: made, written to files, and found again in what a phone heard. */
@NullMarked
package org.ringfort.e2e.sound;

import org.jspecify.annotations.NullMarked;
