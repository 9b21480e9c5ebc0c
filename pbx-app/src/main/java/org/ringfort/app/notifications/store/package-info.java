/** SQL of recipients and of what is yet to be told. */
@NullMarked
package org.ringfort.app.notifications.store;

import org.jspecify.annotations.NullMarked;
