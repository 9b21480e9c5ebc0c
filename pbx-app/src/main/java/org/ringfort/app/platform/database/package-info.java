/** Whether the database answers, and that nobody waits for one that does not. */
@NullMarked
package org.ringfort.app.platform.database;

import org.jspecify.annotations.NullMarked;
