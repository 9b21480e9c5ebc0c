/** REST for tenants. */
@NullMarked
package org.ringfort.app.tenants.web;

import org.jspecify.annotations.NullMarked;
