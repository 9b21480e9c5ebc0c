/** The Helm charts: linted, rendered, and every object parsed strictly. */
@NullMarked
package org.ringfort.e2e.chart;

import org.jspecify.annotations.NullMarked;
