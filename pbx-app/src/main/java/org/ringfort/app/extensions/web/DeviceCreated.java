package org.ringfort.app.extensions.web;

import org.jspecify.annotations.Nullable;

/** A device and, this one time, what its phone must be told; both null where a repeated request is answered again. */
record DeviceCreated(
        DeviceView device,
        @Nullable CredentialsView credentials,
        @Nullable PhoneSettings settings) {

    /** The secrets of a phone. */
    record CredentialsView(String username, String authUsername, String password, String domain, String realm) {}
}
