/** What a relayed packet costs: pbx-media beside rtpengine, where it is installed, under real SRTP. */
@NullMarked
package org.ringfort.e2e.bench.media;

import org.jspecify.annotations.NullMarked;
