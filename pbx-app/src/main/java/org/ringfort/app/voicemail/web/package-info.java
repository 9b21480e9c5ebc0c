/** REST and pushes of mailboxes and messages. */
@NullMarked
package org.ringfort.app.voicemail.web;

import org.jspecify.annotations.NullMarked;
