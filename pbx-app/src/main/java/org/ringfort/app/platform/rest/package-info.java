/** Manners shared by all REST doors: problems, pages, entity tags, idempotency keys. */
@NullMarked
package org.ringfort.app.platform.rest;

import org.jspecify.annotations.NullMarked;
