/** REST for the security policy. */
@NullMarked
package org.ringfort.app.policy.web;

import org.jspecify.annotations.NullMarked;
