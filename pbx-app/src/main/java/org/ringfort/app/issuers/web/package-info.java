/** REST for the token issuer. */
@NullMarked
package org.ringfort.app.issuers.web;

import org.jspecify.annotations.NullMarked;
