/** SQL of enrolment passwords. */
@NullMarked
package org.ringfort.app.provisioning.store;

import org.jspecify.annotations.NullMarked;
