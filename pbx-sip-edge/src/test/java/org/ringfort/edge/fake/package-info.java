/** Real gRPC servers on loopback that stand in for the app and for media. */
@NullMarked
package org.ringfort.edge.fake;

import org.jspecify.annotations.NullMarked;
