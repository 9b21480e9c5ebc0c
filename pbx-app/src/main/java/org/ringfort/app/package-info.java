/** The application: decides who may do what, remembers it, and tells the edge. */
@NullMarked
package org.ringfort.app;

import org.jspecify.annotations.NullMarked;
