package org.ringfort.app.objects;

import java.util.Optional;
import java.util.UUID;

/**
 * Where the octets of a row are: in the row, or in an object.
 *
 * @param octets empty where they are apart
 * @param object empty where they are in the row
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to or from a row, compared by nobody
public record Placed(Optional<byte[]> octets, Optional<UUID> object) {}
