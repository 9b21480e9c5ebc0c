/** The characters and lexemes of RFC 3261 section 25, which addresses, headers and credentials are read with. */
@NullMarked
package org.ringfort.protocol.sip.grammar;

import org.jspecify.annotations.NullMarked;
