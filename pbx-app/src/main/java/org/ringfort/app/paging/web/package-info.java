/** REST for page groups. */
@NullMarked
package org.ringfort.app.paging.web;

import org.jspecify.annotations.NullMarked;
