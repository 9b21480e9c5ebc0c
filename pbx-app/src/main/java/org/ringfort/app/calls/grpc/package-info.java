/** The edge's door: the control plane contract, in and out. */
@NullMarked
package org.ringfort.app.calls.grpc;

import org.jspecify.annotations.NullMarked;
