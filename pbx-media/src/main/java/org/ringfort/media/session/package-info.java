/**
 * One call's media, from offer to end; everything here belongs to one thread, the sessions' own.
 *
 * <p>Doors: {@link org.ringfort.media.session.Sessions} and the records it takes and gives.
 */
@NullMarked
package org.ringfort.media.session;

import org.jspecify.annotations.NullMarked;
