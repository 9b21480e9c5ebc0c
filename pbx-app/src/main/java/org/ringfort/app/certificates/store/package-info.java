/** SQL of authorities and of what they issued. */
@NullMarked
package org.ringfort.app.certificates.store;

import org.jspecify.annotations.NullMarked;
