/** Certificates shown to peers and asked of them, taken up from files while connections stand. Doors: ServerTls, TlsSettings, TlsFacts. */
@NullMarked
package org.ringfort.edge.transport.tls;

import org.jspecify.annotations.NullMarked;
