/**
 * What a leg says, encrypted while it is written, kept until somebody has it safe.
 */
@NullMarked
package org.ringfort.media.recorder;

import org.jspecify.annotations.NullMarked;
