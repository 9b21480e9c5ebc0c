/**
 * The hot path: datagrams in, opened, routed, sealed, out; on one loop that owns its legs. No allocation, lock or log line
 * for a packet; what is dropped is counted by reason.
 *
 * <p>Doors: {@link org.ringfort.media.relay.RelayLoop}, {@link org.ringfort.media.relay.RelayLeg},
 * {@link org.ringfort.media.relay.Speaker}, {@link org.ringfort.media.relay.Tap}.
 */
@NullMarked
package org.ringfort.media.relay;

import org.jspecify.annotations.NullMarked;
