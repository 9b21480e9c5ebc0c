package org.ringfort.app.extensions;

import java.util.Optional;

/** What can be said of a device by those who administer it; see {@link Device}. */
public record DeviceDraft(
        String name,
        DigestFloor digestFloor,
        MediaKeying keying,
        Optional<MediaException> exception,
        boolean mayCall,
        boolean enabled) {}
