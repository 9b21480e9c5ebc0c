/** Certificates obtained and renewed from an authority that speaks ACME, written as the files that transport.tls takes up. Door: Acme. */
@NullMarked
package org.ringfort.edge.acme;

import org.jspecify.annotations.NullMarked;
