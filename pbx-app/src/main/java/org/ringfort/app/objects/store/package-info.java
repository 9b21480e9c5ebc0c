/** SQL of objects that no row names. */
@NullMarked
package org.ringfort.app.objects.store;

import org.jspecify.annotations.NullMarked;
