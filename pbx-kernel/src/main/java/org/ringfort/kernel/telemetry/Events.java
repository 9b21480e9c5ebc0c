package org.ringfort.kernel.telemetry;

/** Values of {@link Fields#EVENT_ACTION}: every event that an operator or a security officer may look for. */
public final class Events {
    public static final String PROCESS_STARTED = "process.started";
    public static final String PROCESS_STOPPING = "process.stopping";
    public static final String PROCESS_STOPPED = "process.stopped";

    /** A listener accepts traffic. */
    public static final String SIP_LISTENING = "sip.listening";
    /** A message was refused before any state was kept for it; says where from and why. */
    public static final String SIP_REFUSED = "sip.refused";
    /** A message could not be read as SIP. */
    public static final String SIP_MALFORMED = "sip.malformed";
    /** Somebody who is banned came again and was met with silence; told once in a second for each ban. */
    public static final String ADMISSION_BANNED = "admission.banned";
    /** A TLS handshake failed or did not finish in time. */
    public static final String TLS_HANDSHAKE_FAILED = "tls.handshake_failed";
    /** Who called showed a client certificate that is not good: says why, and whose. */
    public static final String TLS_CLIENT_REFUSED = "tls.client_refused";
    /** A certificate of ours was taken up from its file; new connections are shown it, those that stand go on. */
    public static final String TLS_CERTIFICATE_LOADED = "tls.certificate_loaded";
    /** A file of certificates cannot be used: what was read before stays; told once until it changes. */
    public static final String TLS_CERTIFICATE_UNUSABLE = "tls.certificate_unusable";
    /** The file of a certificate is gone; its names are served with the default. */
    public static final String TLS_CERTIFICATE_REMOVED = "tls.certificate_removed";
    /** A certificate of ours ends in thirty days, seven, one, or has ended. */
    public static final String TLS_CERTIFICATE_EXPIRING = "tls.certificate_expiring";
    /** A certificate of ours is shown without an OCSP answer, or will be soon, since there is none: says why; told once until there is one. */
    public static final String TLS_STAPLE_MISSING = "tls.staple_missing";
    /** The certificate of a device ends in thirty days, seven, one, or has ended, and the device has none that lasts longer. */
    public static final String DEVICE_CERTIFICATE_EXPIRING = "device.certificate_expiring";
    /** Somebody revoked the certificate of a device: it proves nothing any more. */
    public static final String DEVICE_CERTIFICATE_REVOKED = "device-certificate.revoked";
    /** A certificate was obtained or renewed from the authority of {@code acme.directory}. */
    public static final String ACME_OBTAINED = "acme.obtained";
    /** None was obtained: says why and when it is tried again; what there is stays. */
    public static final String ACME_FAILED = "acme.failed";
    /** Authorities or revocation lists of client certificates were taken up from their files. */
    public static final String TLS_CLIENT_TRUST_LOADED = "tls.client_trust_loaded";
    /** A revocation list has expired: client certificates are refused until there is a new one. */
    public static final String TLS_REVOCATION_LIST_EXPIRED = "tls.revocation_list_expired";
    /** A connection was closed by us: too slow, too idle, too many. */
    public static final String CONNECTION_CLOSED = "connection.closed";
    /** A bug of ours met while a message or timer was served; the loop goes on. */
    public static final String LOOP_FAULT = "loop.fault";

    /** A device has registered, refreshed or removed its bindings. */
    public static final String REGISTRATION_BOUND = "registration.bound";
    /** A REGISTER was refused: says the status and why. */
    public static final String REGISTRATION_REFUSED = "registration.refused";
    /** A REGISTER met a bug of ours. */
    public static final String REGISTRATION_FAILED = "registration.failed";

    /** A call began to ring or to be answered. */
    public static final String CALL_STARTED = "call.started";
    /** A call was answered. */
    public static final String CALL_ANSWERED = "call.answered";
    /** A call is over; says the status and why. */
    public static final String CALL_ENDED = "call.ended";
    /** An INVITE was refused before it became a call: says the status and why. */
    public static final String CALL_REFUSED = "call.refused";
    /** What a leg offers or answers does not fit its security floor. */
    public static final String CALL_MEDIA_REFUSED = "call.media_refused";
    /** A device says that it is another than it proved to be; it calls under its own name. */
    public static final String CALL_IDENTITY_REPLACED = "call.identity_replaced";

    /** A device says that it is another, and its tenant lets no such call pass. */
    public static final String CALL_IDENTITY_REFUSED = "call.identity_refused";
    /** A phone redirects a call, or a party transfers it: says who, by what, and the status of the decision. */
    public static final String CALL_SENT_ON = "call.sent_on";
    /** A call met a bug of ours. */
    public static final String CALL_FAILED = "call.failed";

    /** The collector of SIP traces cannot be told; calls go on. */
    public static final String TRACE_COLLECTOR_LOST = "trace.collector_lost";
    /** A message could not be traced; always a bug of ours. */
    public static final String TRACE_FAULT = "trace.fault";
    /** A trunk is registered with its carrier. */
    public static final String TRUNK_REGISTERED = "trunk.registered";
    /** A trunk that wants to be registered is not; says why. */
    public static final String TRUNK_UNREGISTERED = "trunk.unregistered";
    /** A trunk wants its calls to be signed, and this installation has no key. */
    public static final String TRUNK_UNSIGNED = "trunk.unsigned";
    /** A gateway answers OPTIONS for the first time, or again. */
    public static final String GATEWAY_UP = "gateway.up";
    /** A gateway has not answered OPTIONS twice in a row, or with 408 or 5xx; says which and why. */
    public static final String GATEWAY_DOWN = "gateway.down";
    /** So many calls failed at a gateway that others are tried first; says the last failure. Said again when an edge attaches. */
    public static final String GATEWAY_RESTS = "gateway.rests";
    /** A notice by mail or webhook was not taken; it is told again. */
    public static final String NOTICE_FAILED = "notice.failed";
    /** A notice was not taken for as long as {@code ringfort.notifications.give-up-after} says: nobody was told. */
    public static final String NOTICE_GIVEN_UP = "notice.given_up";
    /** A notice was told to nobody, since too many of its tenant wait already. */
    public static final String NOTICE_DROPPED = "notice.dropped";
    /** Somebody calls an emergency service: says who, which, by which trunk, and the name of where the device is. */
    public static final String EMERGENCY_CALLED = "emergency.called";
    /** The edge places a call for help by what the app said in advance, since it cannot be asked. */
    public static final String EMERGENCY_PLACED_ALONE = "emergency.placed_alone";
    /** Somebody called for help and reached nobody: there is no trunk, or none took the call. */
    public static final String EMERGENCY_UNREACHED = "emergency.unreached";
    /** A gateway that rested takes calls again. */
    public static final String GATEWAY_RESUMED = "gateway.resumed";

    /** A SUBSCRIBE was refused: says the status and why. */
    public static final String SUBSCRIPTION_REFUSED = "subscription.refused";

    /** A phone may not say that of its presence. */
    public static final String PUBLICATION_REFUSED = "publication.refused";
    /** A phone subscribed to its mailbox, or to the calls or the presence of an extension of its tenant: says who, to what (`ringfort.sip.event`). */
    public static final String SUBSCRIPTION_CHANGED = "subscription.changed";

    /** A recording is safe with the app. */
    public static final String RECORDING_DELIVERED = "recording.delivered";
    /** The app will never store a recording; it was discarded. */
    public static final String RECORDING_REJECTED = "recording.rejected";
    /** A recording ended before its time because the disk refused; what it holds is kept. */
    public static final String RECORDING_FAILED = "recording.failed";
    /** An administrator has paused the recording of a call. */
    public static final String RECORDING_PAUSED = "recording.paused";
    /** An administrator lets the recording of a call go on, or begins one on demand. */
    public static final String RECORDING_RESUMED = "recording.resumed";
    /** A call or a conference that should be recorded is not; it goes on. */
    public static final String RECORDING_MISSED = "recording.missed";
    /** What a call says should go to the tenant's recording server, and does not, or no more; the call goes on. */
    public static final String RECORDING_NOT_SENT = "recording.not_sent";
    /** An administrator has ordered that a call's recording pauses or goes on, and it did not. */
    public static final String RECORDING_PAUSE_FAILED = "recording.pause_failed";
    /** The key that opens a recording's label is not here now: it waits in media, and is delivered again. */
    public static final String RECORDING_KEY_MISSING = "recording.key_missing";
    /** The directory or the bucket of messages and recordings does not take, give or delete one (`event.reason`). */
    public static final String OBJECTS_REFUSED = "objects.refused";
    /** A recording could not be delivered and will be tried again. */
    public static final String RECORDING_DELAYED = "recording.delayed";

    /** A binding ended otherwise than by its phone: expired, its connection gone, or revoked. */
    public static final String REGISTRATION_REMOVED = "registration.removed";
    /** A device's digest answer was wrong; the same for a user that does not exist. */
    public static final String AUTH_FAILED = "auth.failed";
    /** A right answer by a weaker algorithm than the device must use. */
    public static final String AUTH_BELOW_FLOOR = "auth.below_floor";
    /** A right answer that was used before. */
    public static final String AUTH_REPLAYED = "auth.replayed";

    /** Wrong answers ended in a ban: says where from, whom it is about and until when. */
    public static final String BAN_SET = "ban.set";
    /** Everybody at an address would be banned, were it not a trunk's; says how many wrong answers there were. */
    public static final String BAN_WITHHELD = "ban.withheld";
    /** A ban is over, lifted or by its time. */
    public static final String BAN_OVER = "ban.over";

    /** The dial plan decided; the reason is its rule. */
    public static final String CALL_ROUTED = "call.routed";
    /** A call has the address of a trunk and another's certificate, or the other way round. */
    public static final String TRUNK_REFUSED = "trunk.refused";
    /** Somebody ended another's call from the console or the API. */
    public static final String CALL_HUNG_UP = "call.hung_up";
    /** Somebody muted, let in, locked or ended a conference, or one in it, from the console or the API. */
    public static final String CONFERENCE_LED = "conference.led";
    /** Somebody read the SIP messages of a call. */
    public static final String CALL_TRACED = "call.traced";
    /** A call's record was stored. */
    public static final String CALL_RECORDED = "call.recorded";

    /** An application began to converse with a caller; it ended, and why. */
    public static final String CONVERSATION_BEGAN = "conversation.began";

    public static final String CONVERSATION_ENDED = "conversation.ended";

    /** A message is in its mailbox. */
    public static final String VOICEMAIL_STORED = "voicemail.stored";
    /** A wrong PIN, or any PIN while the mailbox is locked. */
    public static final String VOICEMAIL_PIN_REFUSED = "voicemail.pin_refused";
    /** So many wrong PINs that the mailbox is locked. */
    public static final String VOICEMAIL_PIN_LOCKED = "voicemail.pin_locked";

    /** A wrong PIN at a conference room, or any PIN while the room takes none. */
    public static final String CONFERENCE_PIN_REFUSED = "conference.pin_refused";
    /** So many wrong PINs that a conference room takes none for a while. */
    public static final String CONFERENCE_PIN_LOCKED = "conference.pin_locked";

    /** Somebody listens to a call of others, or speaks into it, from now on or otherwise than before. */
    public static final String CALL_SUPERVISED = "call.supervised";
    /** What was written down beforehand was not done: nothing was heard. */
    public static final String CALL_NOT_SUPERVISED = "call.not_supervised";

    /** An edge attached to the app, or is no longer attached. */
    public static final String EDGE_ATTACHED = "edge.attached";

    public static final String EDGE_DETACHED = "edge.detached";

    /** An offer or answer was refused; the reason names what could not be agreed on. */
    public static final String MEDIA_REFUSED = "media.refused";
    /** No port of the range is free. */
    public static final String MEDIA_PORTS_EXHAUSTED = "media.ports_exhausted";
    /** The kernel keeps less room at the shared port than a pause of the process would need. */
    public static final String MEDIA_SHARED_PORT_NARROW = "media.shared_port_narrow";
    /** A session was closed because its edge is gone. */
    public static final String MEDIA_ABANDONED = "media.abandoned";
    /** A DTLS handshake with a leg's peer came to nothing; says why. */
    public static final String MEDIA_HANDSHAKE_FAILED = "media.handshake_failed";
    /** A leg is heard poorly by the thresholds that are set; once until it has recovered. */
    public static final String MEDIA_QUALITY_POOR = "media.quality_poor";
    /** It is no longer. */
    public static final String MEDIA_QUALITY_RECOVERED = "media.quality_recovered";
    /** A leg is closed; what it dropped, by reason. */
    public static final String MEDIA_LEG_CLOSED = "media.leg_closed";

    /** The file that fills an empty installation was applied. */
    public static final String BOOTSTRAP_APPLIED = "bootstrap.applied";

    /** Somebody gave both factors. */
    public static final String SIGN_IN_SUCCEEDED = "sign-in.succeeded";
    /** A name, password, code or recovery code was wrong. */
    public static final String SIGN_IN_FAILED = "sign-in.failed";

    public static final String SIGN_OUT = "sign-out";
    /** A second factor was set up. */
    public static final String SECOND_FACTOR_ENROLLED = "administrator.second-factor-enrolled";
    /** An administrator made another set up a new second factor. */
    public static final String SECOND_FACTOR_RESET = "administrator.second-factor-reset";

    public static final String PASSWORD_CHANGED = "administrator.password-changed";
    /** An administrator gave another a new password. */
    public static final String PASSWORD_RESET = "administrator.password-reset";
    /** A device has a new password; the old one is worthless. */
    public static final String DEVICE_CREDENTIALS_RENEWED = "device.credentials-renewed";
    /** A device enrolled by its enrolment password, which is good no more. */
    public static final String ENROLMENT_PASSWORD_USED = "enrolment-password.used";
    /** So many wrong ones were tried for a device's enrolment password that it is good no more. */
    public static final String ENROLMENT_PASSWORD_EXHAUSTED = "enrolment-password.exhausted";

    private Events() {}
}
