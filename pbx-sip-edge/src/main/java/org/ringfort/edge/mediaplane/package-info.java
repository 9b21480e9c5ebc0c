/**
 * The media process, as the edge asks it: offers, answers and verbs with deadlines, events of each session to whoever
 * listens for it, and finished recordings carried to the app. Doors: {@link org.ringfort.edge.mediaplane.MediaPlane},
 * {@link org.ringfort.edge.mediaplane.MediaEvent}, {@link org.ringfort.edge.mediaplane.RecordingPump}.
 */
@NullMarked
package org.ringfort.edge.mediaplane;

import org.jspecify.annotations.NullMarked;
