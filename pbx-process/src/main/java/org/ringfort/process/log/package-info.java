/** JSON log lines with ECS names, one record a line. */
@NullMarked
package org.ringfort.process.log;

import org.jspecify.annotations.NullMarked;
