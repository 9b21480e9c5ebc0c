/**
 * Who may speak: bans, rates, sizes, methods; the answer is a Verdict, given before anything is remembered. Doors: {@link
 * org.ringfort.edge.admission.Admission}, {@link org.ringfort.edge.admission.Bans}.
 */
@NullMarked
package org.ringfort.edge.admission;

import org.jspecify.annotations.NullMarked;
