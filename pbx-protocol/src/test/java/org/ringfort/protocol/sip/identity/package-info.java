/** Tests of signed caller identity. */
@NullMarked
package org.ringfort.protocol.sip.identity;

import org.jspecify.annotations.NullMarked;
