/** Who may speak: networks, rates, sizes, methods; the answer is a Verdict, given before anything is remembered. */
@NullMarked
package org.ringfort.edge.admission;

import org.jspecify.annotations.NullMarked;
