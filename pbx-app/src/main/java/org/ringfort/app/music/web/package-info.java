/** REST for music on hold. */
@NullMarked
package org.ringfort.app.music.web;

import org.jspecify.annotations.NullMarked;
