/** Conversation: PUBLISH, what phones say of their own presence. Door: {@link org.ringfort.edge.publication.Publications}. */
@NullMarked
package org.ringfort.edge.publication;

import org.jspecify.annotations.NullMarked;
