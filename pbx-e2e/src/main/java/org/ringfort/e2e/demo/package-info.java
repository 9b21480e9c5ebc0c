/** The demo: one launcher that makes certificates and secrets, starts PostgreSQL and the three services, and minds them. */
@NullMarked
package org.ringfort.e2e.demo;

import org.jspecify.annotations.NullMarked;
