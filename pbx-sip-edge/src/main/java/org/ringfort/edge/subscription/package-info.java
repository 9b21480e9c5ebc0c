/**
 * Conversation: SUBSCRIBE and NOTIFY for mailboxes (message-summary). Door: {@link
 * org.ringfort.edge.subscription.MailboxSubscriptions}.
 */
@NullMarked
package org.ringfort.edge.subscription;

import org.jspecify.annotations.NullMarked;
