/**
 * Conversation: SUBSCRIBE and NOTIFY, for mailboxes (message-summary) and for the calls of others (dialog). Door: {@link
 * org.ringfort.edge.subscription.Subscriptions}.
 */
@NullMarked
package org.ringfort.edge.subscription;

import org.jspecify.annotations.NullMarked;
