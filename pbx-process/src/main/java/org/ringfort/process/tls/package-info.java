/** Mutual-TLS gRPC servers and channels made from PEM files. */
@NullMarked
package org.ringfort.process.tls;

import org.jspecify.annotations.NullMarked;
