package org.ringfort.app.extensions;

import org.ringfort.kernel.secret.Secret;

/**
 * What a phone is told, once.
 *
 * @param realm the digest realm, which is the tenant's domain
 */
public record DeviceCredentials(String authUsername, String realm, Secret password) {}
