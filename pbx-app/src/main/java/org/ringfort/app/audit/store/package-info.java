/** SQL of the audit trail. */
@NullMarked
package org.ringfort.app.audit.store;

import org.jspecify.annotations.NullMarked;
