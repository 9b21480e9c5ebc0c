/** REST and pushes of registrations. */
@NullMarked
package org.ringfort.app.registrar.web;

import org.jspecify.annotations.NullMarked;
