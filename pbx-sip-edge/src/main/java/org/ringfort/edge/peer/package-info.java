/**
 * Talking to another of our own processes: questions that carry a deadline, by themselves or many on one stream, and one
 * lasting stream that comes back by itself. Doors: {@link org.ringfort.edge.peer.Asked},
 * {@link org.ringfort.edge.peer.QuestionStream}, {@link org.ringfort.edge.peer.Attachment},
 * {@link org.ringfort.edge.peer.Backoff}.
 */
@NullMarked
package org.ringfort.edge.peer;

import org.jspecify.annotations.NullMarked;
