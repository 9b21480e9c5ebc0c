/** REST for recordings of calls. */
@NullMarked
package org.ringfort.app.recordings.web;

import org.jspecify.annotations.NullMarked;
