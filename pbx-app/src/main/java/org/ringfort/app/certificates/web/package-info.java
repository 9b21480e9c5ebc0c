/** REST door of device certificates. */
@NullMarked
package org.ringfort.app.certificates.web;

import org.jspecify.annotations.NullMarked;
