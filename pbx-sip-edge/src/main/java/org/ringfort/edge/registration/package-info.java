/**
 * Conversation: REGISTER from devices. Parses what is asked, lets the app authenticate and bind, answers. Door: {@link
 * org.ringfort.edge.registration.Registration}.
 */
@NullMarked
package org.ringfort.edge.registration;

import org.jspecify.annotations.NullMarked;
