package org.ringfort.app.registrar.web;

/**
 * What became of a registration.
 *
 * @param kind bound, refreshed, or why it ended: unregistered, expired, flow-gone, revoked
 * @param bound whether it is there now
 */
record RegistrationPush(String kind, boolean bound, RegistrationView registration) {}
