/** Certificates for tests of mutual TLS. */
@NullMarked
package org.ringfort.testkit.tls;

import org.jspecify.annotations.NullMarked;
