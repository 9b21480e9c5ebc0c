/**
 * Conversation: INVITE, two legs and their media. One virtual thread for each call carries out the app's plan from the top
 * to the end. Door: {@link org.ringfort.edge.b2bua.Calls}.
 */
@NullMarked
package org.ringfort.edge.b2bua;

import org.jspecify.annotations.NullMarked;
