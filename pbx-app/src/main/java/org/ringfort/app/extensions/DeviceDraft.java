package org.ringfort.app.extensions;

import java.util.Optional;

/**
 * What can be said of a device by those who administer it; see {@link Device}.
 *
 * @param certificateRequired where it is not said, a new device needs none, and for others all stays as it is
 * @param digits where it is not said, a new device sends events, and for others all stays as it is
 */
public record DeviceDraft(
        String name,
        DigestFloor digestFloor,
        MediaKeying keying,
        Optional<MediaException> exception,
        boolean mayCall,
        boolean enabled,
        Optional<Boolean> certificateRequired,
        Optional<Digits> digits) {
    /** Nothing is said of a certificate, nor of digits. */
    public DeviceDraft(
            String name,
            DigestFloor digestFloor,
            MediaKeying keying,
            Optional<MediaException> exception,
            boolean mayCall,
            boolean enabled) {
        this(name, digestFloor, keying, exception, mayCall, enabled, Optional.empty(), Optional.empty());
    }
}
