/** The REST doors, over real HTTP against a real PostgreSQL. */
@NullMarked
package org.ringfort.app.rest;

import org.jspecify.annotations.NullMarked;
