/** The gRPC server of the process, with mutual TLS. */
@NullMarked
package org.ringfort.app.platform.grpc;

import org.jspecify.annotations.NullMarked;
