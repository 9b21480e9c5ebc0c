package org.ringfort.edge.dialog;

/**
 * Which dialog.
 *
 * @param callId of the leg, compared with case
 * @param localTag ours
 * @param remoteTag the peer's; empty where it gave none (RFC 2543 phones)
 * @rfc 3261 12
 */
public record DialogId(String callId, String localTag, String remoteTag) {}
