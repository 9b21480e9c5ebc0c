/** REST for sessions, administrators, roles and API keys. */
@NullMarked
package org.ringfort.app.identity.web;

import org.jspecify.annotations.NullMarked;
