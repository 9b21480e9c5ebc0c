/**
 * What the edge must not forget: every call opened, answered and ended, on disk before it counts, until the app has
 * committed its record. Doors: {@link org.ringfort.edge.journal.CallJournal},
 * {@link org.ringfort.edge.journal.RecordDelivery}.
 */
@NullMarked
package org.ringfort.edge.journal;

import org.jspecify.annotations.NullMarked;
