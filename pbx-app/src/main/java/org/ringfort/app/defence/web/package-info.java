/** REST for bans and exemptions from them. */
@NullMarked
package org.ringfort.app.defence.web;

import org.jspecify.annotations.NullMarked;
