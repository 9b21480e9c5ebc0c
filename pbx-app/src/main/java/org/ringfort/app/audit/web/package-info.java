/** REST for the audit trail. */
@NullMarked
package org.ringfort.app.audit.web;

import org.jspecify.annotations.NullMarked;
