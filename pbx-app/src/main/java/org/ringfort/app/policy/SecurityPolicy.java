package org.ringfort.app.policy;

/**
 * What a tenant demands of phones.
 *
 * @param offerMd5 whether challenges name MD5 too (last), for phones that know nothing better; a device's own floor still decides
 * @param allowClearMedia whether a device may be named as an exception from SRTP
 * @param minRegistrationSeconds shorter wishes get 423; 10 to 3600
 * @param maxRegistrationSeconds longer wishes are cut; up to 86,400
 * @param refuseFalseClaims whether a phone that says it is somebody else than it proved to be may not call; else it calls as itself
 */
public record SecurityPolicy(
        boolean offerMd5,
        boolean allowClearMedia,
        int minRegistrationSeconds,
        int maxRegistrationSeconds,
        boolean refuseFalseClaims) {
    /** Where nothing was said: MD5 is offered last, plain media is never allowed, phones come back every five minutes at most. */
    public static final SecurityPolicy DEFAULT = new SecurityPolicy(true, false, 60, 300, false);
}
