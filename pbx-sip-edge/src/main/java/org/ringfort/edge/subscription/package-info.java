/**
 * Conversation: SUBSCRIBE and NOTIFY, for mailboxes (message-summary), for the calls of others (dialog), for whether
 * they can be reached (presence) and which phones they have registered (reg). Door: {@link org.ringfort.edge.subscription.Subscriptions}.
 */
@NullMarked
package org.ringfort.edge.subscription;

import org.jspecify.annotations.NullMarked;
