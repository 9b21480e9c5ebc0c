/** REST for conference rooms. */
@NullMarked
package org.ringfort.app.conferences.web;

import org.jspecify.annotations.NullMarked;
