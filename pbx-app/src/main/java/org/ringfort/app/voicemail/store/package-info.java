/** Rows of mailboxes and messages. */
@NullMarked
package org.ringfort.app.voicemail.store;

import org.jspecify.annotations.NullMarked;
