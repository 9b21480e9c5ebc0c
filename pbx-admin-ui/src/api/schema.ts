// Written by `npm run api` from docs/api/openapi.json. Never edited by hand.
export interface paths {
    "/api/v1/administrators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List those who sign in
         * @description Needs administrators.read.
         */
        get: operations["listAdministrators"];
        put?: never;
        /**
         * Create somebody who signs in; the answer is the only one with their first password
         * @description Needs administrators.write.
         */
        post: operations["createAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administrators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read somebody who signs in
         * @description Needs administrators.read.
         */
        get: operations["readAdministrator"];
        /**
         * Change somebody who signs in
         * @description Needs administrators.write.
         */
        put: operations["changeAdministrator"];
        post?: never;
        /**
         * Delete somebody who signs in
         * @description Needs administrators.write.
         */
        delete: operations["deleteAdministrator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administrators/{id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give somebody a new password that they must change; shown once
         * @description Needs administrators.write.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administrators/{id}/second-factor-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget somebody's second factor, so that they set up another
         * @description Needs administrators.write.
         */
        post: operations["resetSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, without their secrets
         * @description Needs api-keys.read.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key; the answer is the only one with its secret
         * @description Needs api-keys.write.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key, without its secret
         * @description Needs api-keys.read.
         */
        get: operations["readApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Needs api-keys.write.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was done, newest first
         * @description Needs audit.read.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Walk the chain of hashes and say whether every link fits
         * @description Needs audit.read.
         */
        get: operations["verifyAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one audit event
         * @description Needs audit.read.
         */
        get: operations["readAuditEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ban-exemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the networks that bans stop at
         * @description Needs ban-exemptions.read.
         */
        get: operations["listBanExemptions"];
        put?: never;
        /**
         * Exempt a network from bans; those that stand against it are lifted
         * @description Needs ban-exemptions.write.
         */
        post: operations["createBanExemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ban-exemptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an exemption from bans
         * @description Needs ban-exemptions.read.
         */
        get: operations["readBanExemption"];
        put?: never;
        post?: never;
        /**
         * Remove an exemption from bans
         * @description Needs ban-exemptions.write.
         */
        delete: operations["removeBanExemption"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the bans that stand, newest first
         * @description Needs bans.read.
         */
        get: operations["listBans"];
        put?: never;
        /**
         * Ban an account at a network, or (the platform alone) everybody there
         * @description Needs bans.write.
         */
        post: operations["createBan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a ban
         * @description Needs bans.read.
         */
        get: operations["readBan"];
        put?: never;
        post?: never;
        /**
         * Lift a ban
         * @description Needs bans.write.
         */
        delete: operations["liftBan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List call records, latest first
         * @description Needs call-records.read.
         */
        get: operations["listCallRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/call-records/{callId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a call record with its legs
         * @description Needs call-records.read.
         */
        get: operations["readCallRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the calls that are up, latest first, with how each leg was heard in the last few seconds; at most 1000
         * @description Needs calls.read.
         */
        get: operations["listCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Hang a call up; it ends as soon as its edge was told
         * @description Needs calls.write.
         */
        delete: operations["hangUpCall"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callId}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pause the recording of a call that is up, or let it go on: silence stands for what is said meanwhile. Of a call without one nothing becomes
         * @description Needs recordings.write.
         */
        put: operations["pauseCallRecording"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callId}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the SIP messages of a call that is up or ended minutes ago, without credentials, keys and digits; 404 where no edge holds them any more
         * @description Needs traces.read.
         */
        get: operations["readCallTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conference-rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conference rooms; oldest first
         * @description Needs rooms.read.
         */
        get: operations["listRooms"];
        put?: never;
        /**
         * Add a conference room
         * @description Needs rooms.write.
         */
        post: operations["createRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conference-rooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a conference room
         * @description Needs rooms.read.
         */
        get: operations["readRoom"];
        /**
         * Change a conference room; those who are in it stay
         * @description Needs rooms.write.
         */
        put: operations["changeRoom"];
        post?: never;
        /**
         * Delete a conference room; those who are in it stay until they hang up
         * @description Needs rooms.write.
         */
        delete: operations["deleteRoom"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conference-rooms/{id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether a conference room is recorded
         * @description Needs recordings.read.
         */
        get: operations["readRoomRecording"];
        /**
         * Say whether a conference room is recorded: from the next who comes in on, until it is empty
         * @description Needs recordings.write.
         */
        put: operations["changeRoomRecording"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the conference rooms that people are in, with who is there, is muted, and speaks just now
         * @description Needs calls.read.
         */
        get: operations["listConferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conferences/{roomId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a conference: all who are in the room are told so, and hung up
         * @description Needs calls.write.
         */
        delete: operations["endConference"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conferences/{roomId}/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let those who wait for a moderator talk without one, until the room is empty
         * @description Needs calls.write.
         */
        post: operations["beginConference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conferences/{roomId}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Lock a room that people are in: nobody but moderators comes in until it is unlocked or empty
         * @description Needs calls.write.
         */
        put: operations["lockConference"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conferences/{roomId}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mute all in a room but its moderators, and who comes later; or unmute them
         * @description Needs calls.write.
         */
        put: operations["muteConference"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conferences/{roomId}/participants/{callId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Put somebody out of a room: his call ends
         * @description Needs calls.write.
         */
        delete: operations["putOutParticipant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conferences/{roomId}/participants/{callId}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mute somebody in a room, or unmute him; by *6 he unmutes himself
         * @description Needs calls.write.
         */
        put: operations["muteParticipant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-authority.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the certificate of the authority that enrols the tenant's devices; made when it is first asked for
         * @description Needs devices.read.
         */
        get: operations["readDeviceAuthority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the devices of all extensions, oldest first; narrowed by keying and digest floor
         * @description Needs devices.read.
         */
        get: operations["listTenantDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/location": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read where emergency services are told that a device is
         * @description Needs locations.read.
         */
        get: operations["readDeviceLocation"];
        /**
         * Say where a device is
         * @description Needs locations.write.
         */
        put: operations["placeDevice"];
        post?: never;
        /**
         * A device is where the tenant's default is
         * @description Needs locations.write.
         */
        delete: operations["unplaceDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/turn-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a device use the TURN servers of this installation for a while
         * @description Needs devices.write.
         */
        post: operations["issueTurnCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens: server-sent events call, registration, mailbox, record and audit, each with the row that REST would answer, conference (a room in which something has changed), and scores: a list of legs of live calls (callId, legId, score) that are heard otherwise than before
         * @description Needs calls.read or registrations.read or mailboxes.read or call-records.read or audit.read or own.messages.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List extensions by number; search looks into number and name
         * @description Needs extensions.read.
         */
        get: operations["listExtensions"];
        put?: never;
        /**
         * Create an extension
         * @description Needs extensions.write.
         */
        post: operations["createExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{extensionId}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the devices of an extension
         * @description Needs devices.read.
         */
        get: operations["listDevices"];
        put?: never;
        /**
         * Create a device; the answer is the only one with its password
         * @description Needs devices.write.
         */
        post: operations["createDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{extensionId}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a device
         * @description Needs devices.read.
         */
        get: operations["readDevice"];
        /**
         * Change a device; its credentials stay
         * @description Needs devices.write.
         */
        put: operations["changeDevice"];
        post?: never;
        /**
         * Delete a device
         * @description Needs devices.write.
         */
        delete: operations["deleteDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{extensionId}/devices/{deviceId}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the certificates of a device, newest first
         * @description Needs devices.read.
         */
        get: operations["listDeviceCertificates"];
        put?: never;
        /**
         * Enrol a device: its certificate request (PKCS #10) is answered with a certificate
         * @description Needs devices.write.
         */
        post: operations["enrolDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{extensionId}/devices/{deviceId}/certificates/{certificateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a certificate of a device, at once; it stays in the list
         * @description Needs devices.write.
         */
        delete: operations["revokeDeviceCertificate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{extensionId}/devices/{deviceId}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew a device's password, and see it once
         * @description Needs devices.write.
         */
        post: operations["renewDeviceCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{extensionId}/devices/{deviceId}/enrolment-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether a device has an enrolment password, without the password
         * @description Needs devices.read.
         */
        get: operations["readEnrolmentPassword"];
        put?: never;
        /**
         * Order an enrolment password, and see it once; the one before it is good no more
         * @description Needs devices.write.
         */
        post: operations["orderEnrolmentPassword"];
        /**
         * Withdraw an enrolment password
         * @description Needs devices.write.
         */
        delete: operations["withdrawEnrolmentPassword"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an extension
         * @description Needs extensions.read.
         */
        get: operations["readExtension"];
        /**
         * Change an extension
         * @description Needs extensions.write.
         */
        put: operations["changeExtension"];
        post?: never;
        /**
         * Delete an extension with its devices and mailbox
         * @description Needs extensions.write.
         */
        delete: operations["deleteExtension"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extensions/{id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether an extension's calls are recorded
         * @description Needs recordings.read.
         */
        get: operations["readExtensionRecording"];
        /**
         * Say whether an extension's calls are recorded: those that begin half a minute later, or sooner
         * @description Needs recordings.write.
         */
        put: operations["changeExtensionRecording"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hold-music": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what those hear whom phones of the tenant keep on hold
         * @description Needs music.read.
         */
        get: operations["readHoldMusic"];
        /**
         * Say what those on hold hear: calls that begin from now on, at the latest in half a minute
         * @description Needs music.write.
         */
        put: operations["changeHoldMusic"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hold-music/tune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear the tenant's own tune as those on hold hear it: WAV
         * @description Needs music.read.
         */
        get: operations["hearHoldTune"];
        /**
         * Upload a tune of one's own, and play it: WAV, 16 bit, 1 s to 3 min, at most 16 MiB
         * @description Needs music.write.
         */
        put: operations["uploadHoldTune"];
        post?: never;
        /**
         * Delete the tenant's own tune; where it was played, the built-in one is
         * @description Needs music.write.
         */
        delete: operations["deleteHoldTune"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where devices are, for emergency services; oldest first
         * @description Needs locations.read.
         */
        get: operations["listLocations"];
        put?: never;
        /**
         * Add a location; the default is where devices are that name none
         * @description Needs locations.write.
         */
        post: operations["createLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a location
         * @description Needs locations.read.
         */
        get: operations["readLocation"];
        /**
         * Change a location; calls for help that are up have been told the old one
         * @description Needs locations.write.
         */
        put: operations["changeLocation"];
        post?: never;
        /**
         * Delete a location where no device is
         * @description Needs locations.write.
         */
        delete: operations["deleteLocation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mailboxes; a user sees their own
         * @description Needs mailboxes.read or own.messages.
         */
        get: operations["listMailboxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailboxId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a mailbox
         * @description Needs mailboxes.read or own.messages.
         */
        get: operations["readMailbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailboxId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a mailbox's messages, newest first, without their sound
         * @description Needs mailboxes.read or own.messages.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailboxId}/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a message; its sound is gone at once
         * @description Needs messages.write or own.messages.
         */
        delete: operations["deleteMessage"];
        options?: never;
        head?: never;
        /**
         * Mark a message heard, or new again
         * @description Needs messages.write or own.messages.
         */
        patch: operations["markMessage"];
        trace?: never;
    };
    "/api/v1/mailboxes/{mailboxId}/messages/{messageId}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear a message: WAV, in ranges where asked for
         * @description Needs messages.listen or own.messages.
         */
        get: operations["hearMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailboxId}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a mailbox's PIN: 6 to 12 digits, none that is easily guessed; unlocks it too
         * @description Needs mailboxes.write or own.messages.
         */
        put: operations["setMailboxPin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailboxId}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the lock that wrong PINs brought about
         * @description Needs mailboxes.write.
         */
        post: operations["unlockMailbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who is told that somebody calls for help
         * @description Needs policy.read.
         */
        get: operations["readNoticeRecipients"];
        /**
         * Change who is told that somebody calls for help, by mail and by a webhook
         * @description Needs policy.write.
         */
        put: operations["changeNoticeRecipients"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-recipients/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the secret that webhooks are signed with; it is shown this once, and the one before counts no more
         * @description Needs policy.write.
         */
        post: operations["renewNoticeSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-recipients/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell all recipients that this is a test
         * @description Needs policy.write.
         */
        post: operations["testNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the numbers that the tenant is called by, oldest first
         * @description Needs numbers.read.
         */
        get: operations["listNumbers"];
        put?: never;
        /**
         * Add a number; no two tenants have the same, and what another gave up rests for thirty days
         * @description Needs numbers.write.
         */
        post: operations["createNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/resting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the numbers that the tenant has given up and that no other can enter yet
         * @description Needs numbers.read.
         */
        get: operations["listRestingNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a number
         * @description Needs numbers.read.
         */
        get: operations["readNumber"];
        /**
         * Change where a number leads
         * @description Needs numbers.write.
         */
        put: operations["changeNumber"];
        post?: never;
        /**
         * Give a number up; calls that are up go on, and no other tenant can enter it for thirty days
         * @description Needs numbers.write.
         */
        delete: operations["deleteNumber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say whether the number is proved to be the tenant's; another number put in its place is not
         * @description Needs numbers.prove.
         */
        put: operations["proveNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/numbers/{id}/rest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End the rest of a number that was given up: any tenant can enter it
         * @description Needs numbers.prove.
         */
        delete: operations["releaseNumber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/page-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List page groups; oldest first
         * @description Needs page-groups.read.
         */
        get: operations["listPageGroups"];
        put?: never;
        /**
         * Add a page group
         * @description Needs page-groups.write.
         */
        post: operations["createPageGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/page-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a page group
         * @description Needs page-groups.read.
         */
        get: operations["readPageGroup"];
        /**
         * Change a page group; a page that goes on is not touched
         * @description Needs page-groups.write.
         */
        put: operations["changePageGroup"];
        post?: never;
        /**
         * Delete a page group; a page that goes on is not touched
         * @description Needs page-groups.write.
         */
        delete: operations["deletePageGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/phone-authority.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the certificate of the authority that phones must trust */
        get: operations["readPhoneAuthority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recording-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read where recorded calls go: to the store here, to a recording server, or to both
         * @description Needs recordings.read.
         */
        get: operations["readRecordingServer"];
        /**
         * Say where recorded calls go: those that begin half a minute later, or sooner
         * @description Needs recordings.write.
         */
        put: operations["changeRecordingServer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recordings of calls and conferences, newest first; of one call where it is named
         * @description Needs recordings.read.
         */
        get: operations["listRecordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is known of a recording
         * @description Needs recordings.read.
         */
        get: operations["readRecording"];
        put?: never;
        post?: never;
        /**
         * Delete a recording; its sound and its key are gone at once
         * @description Needs recordings.write.
         */
        delete: operations["deleteRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear a recording: WAV, all who spoke together; that it was heard stands in the audit trail
         * @description Needs recordings.listen.
         */
        get: operations["hearRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check that a recording is as it arrived
         * @description Needs recordings.read.
         */
        get: operations["checkRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who is registered, and from where
         * @description Needs registrations.read.
         */
        get: operations["listRegistrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{registrationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a registration and close its connection
         * @description Needs registrations.write.
         */
        delete: operations["removeRegistration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the roles and what they allow */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the tenant demands of phones
         * @description Needs policy.read.
         */
        get: operations["readSecurityPolicy"];
        /**
         * Change what the tenant demands of phones
         * @description Needs policy.write.
         */
        put: operations["changeSecurityPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say how far the caller has signed in */
        get: operations["readSession"];
        put?: never;
        /** Sign in, first step: name and password */
        post: operations["giveUsernameAndPassword"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to set up a second factor; show the QR code to an authenticator */
        post: operations["beginEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/enrolment/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the second factor by its first code; the recovery codes are shown this once */
        post: operations["confirmEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one's own password; other sessions end */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in, second step: a recovery code */
        post: operations["giveRecoveryCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in, second step: the authenticator's code */
        post: operations["giveTotpCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who may supervise whose calls; oldest first
         * @description Needs supervisors.read.
         */
        get: operations["listSupervisors"];
        put?: never;
        /**
         * Let an extension supervise another's calls
         * @description Needs supervisors.write.
         */
        post: operations["createSupervisor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what an extension may do with another's calls
         * @description Needs supervisors.read.
         */
        get: operations["readSupervisor"];
        /**
         * Change what an extension may do with another's calls: counts when it next supervises one
         * @description Needs supervisors.write.
         */
        put: operations["changeSupervisor"];
        post?: never;
        /**
         * Let an extension supervise another's calls no longer
         * @description Needs supervisors.write.
         */
        delete: operations["deleteSupervisor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tenants: all of them for the platform, one's own otherwise
         * @description Needs tenants.read.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Create a tenant
         * @description Needs tenants.write.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tenant
         * @description Needs tenants.read.
         */
        get: operations["readTenant"];
        /**
         * Change a tenant; its domain stays
         * @description Needs tenants.write.
         */
        put: operations["changeTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token-issuer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whose access tokens the tenant's phones may register and call with
         * @description Needs policy.read.
         */
        get: operations["readTokenIssuer"];
        /**
         * Change whose access tokens the tenant's phones may register and call with
         * @description Needs policy.write.
         */
        put: operations["changeTokenIssuer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List trunks, oldest first
         * @description Needs trunks.read.
         */
        get: operations["listTrunks"];
        put?: never;
        /**
         * Create a trunk; its password is never shown again
         * @description Needs trunks.write.
         */
        post: operations["createTrunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a trunk, without its password
         * @description Needs trunks.read.
         */
        get: operations["readTrunk"];
        /**
         * Change a trunk; a password that is not given stays
         * @description Needs trunks.write.
         */
        put: operations["changeTrunk"];
        post?: never;
        /**
         * Delete a trunk; calls that are up go on
         * @description Needs trunks.write.
         */
        delete: operations["deleteTrunk"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trunks/{id}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which certificate of the edges the trunk's gateways are shown; lost when a gateway is changed
         * @description Needs trunks.certify.
         */
        put: operations["certifyTrunk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trunks/{id}/gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say whether the gateways of a trunk answer, as each edge sees them
         * @description Needs trunks.read.
         */
        get: operations["listTrunkGateways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountInput: {
            realm: string;
            username: string;
        };
        AdministratorChange: {
            displayName: string;
            enabled: boolean;
            extension?: string | null;
            /** @enum {string} */
            role: "platform-administrator" | "tenant-administrator" | "operator" | "auditor" | "user";
        };
        AdministratorCreate: {
            displayName: string;
            extension?: string | null;
            /** @enum {string} */
            role: "platform-administrator" | "tenant-administrator" | "operator" | "auditor" | "user";
            username: string;
        };
        AdministratorCreated: {
            administrator: components["schemas"]["AdministratorView"];
            password: string | null;
        };
        AdministratorView: {
            /** Format: date-time */
            createdAt: string;
            displayName: string;
            enabled: boolean;
            extension: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastSignInAt: string | null;
            passwordChangeRequired: boolean;
            /** @enum {string} */
            role: "platform-administrator" | "tenant-administrator" | "operator" | "auditor" | "user";
            secondFactor: boolean;
            username: string;
            /** Format: int64 */
            version: number;
        };
        ApiKeyCreate: {
            /** Format: date-time */
            expiresAt?: string | null;
            name: string;
            permissions: string[];
        };
        ApiKeyCreated: {
            apiKey: components["schemas"]["ApiKeyView"];
            secret: string | null;
        };
        ApiKeyView: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            name: string;
            permissions: string[];
            prefix: string;
            /** Format: int64 */
            version: number;
        };
        AuditActorView: {
            /** Format: uuid */
            id: string;
            kind: string;
            name: string;
        };
        AuditEventView: {
            action: string;
            actor: components["schemas"]["AuditActorView"];
            after: unknown;
            /** Format: date-time */
            at: string;
            before: unknown;
            hash: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            sequence: number;
            sourceAddress: string;
            target: components["schemas"]["AuditTargetView"];
        };
        AuditLinkView: {
            hash: string;
            /** Format: int64 */
            sequence: number;
        };
        AuditTargetView: {
            id: string;
            kind: string;
        };
        AuditVerificationView: {
            /** Format: int64 */
            brokenAt: number | null;
            head: components["schemas"]["AuditLinkView"];
            /** Format: int64 */
            links: number;
        };
        BanCreate: {
            domain?: string | null;
            /** Format: date-time */
            endsAt?: string | null;
            network: string;
            reason: string;
            username?: string | null;
        };
        BanExemptionCreate: {
            /** @enum {string} */
            kind: "never" | "accounts-only";
            network: string;
            note: string;
        };
        BanExemptionView: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "never" | "accounts-only";
            network: string;
            note: string;
        };
        BanView: {
            automatic: boolean;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            domain: string | null;
            /** Format: date-time */
            endsAt: string | null;
            /** Format: uuid */
            id: string;
            network: string;
            reason: string;
            spared: string[];
            /** Format: int32 */
            times: number;
            username: string | null;
        };
        CallLegView: {
            /** Format: date-time */
            answeredAt: string | null;
            codec: string;
            deviceId: string;
            /** Format: date-time */
            endedAt: string | null;
            fingerprints: components["schemas"]["LegFingerprintsView"] | null;
            id: string;
            /** Format: double */
            jitterMs: number;
            number: string;
            packets: components["schemas"]["LegPacketsView"];
            quality: components["schemas"]["LegQualityView"];
            remoteAddress: string;
            /** @enum {string} */
            role: "UNKNOWN" | "CALLER" | "CALLEE" | "APPLICATION";
            security: components["schemas"]["LegSecurityView"];
            /** Format: date-time */
            startedAt: string | null;
            /** Format: int32 */
            status: number;
            userAgent: string;
            why: string;
        };
        CallRecordDetailView: {
            /** Format: date-time */
            answeredAt: string | null;
            caller: string;
            callerName: string;
            connected: string;
            dialled: string;
            endReason: string;
            /** Format: date-time */
            endedAt: string;
            /** @enum {string} */
            hungUpBy: "UNKNOWN" | "CALLER" | "CALLEE" | "SYSTEM" | "ADMINISTRATOR";
            /** Format: uuid */
            id: string;
            identity: components["schemas"]["CallerIdentity"];
            legs: components["schemas"]["CallLegView"][];
            /** @enum {string} */
            outcome: "ANSWERED" | "MISSED" | "FAILED";
            rule: string;
            /** Format: date-time */
            rungAt: string | null;
            secure: boolean;
            /** Format: date-time */
            startedAt: string;
            /** Format: int32 */
            status: number;
            why: string;
        };
        CallRecordView: {
            /** Format: date-time */
            answeredAt: string | null;
            caller: string;
            callerName: string;
            connected: string;
            dialled: string;
            endReason: string;
            /** Format: date-time */
            endedAt: string;
            /** @enum {string} */
            hungUpBy: "UNKNOWN" | "CALLER" | "CALLEE" | "SYSTEM" | "ADMINISTRATOR";
            /** Format: uuid */
            id: string;
            identity: components["schemas"]["CallerIdentity"];
            /** @enum {string} */
            outcome: "ANSWERED" | "MISSED" | "FAILED";
            rule: string;
            /** Format: date-time */
            rungAt: string | null;
            secure: boolean;
            /** Format: date-time */
            startedAt: string;
            /** Format: int32 */
            status: number;
            why: string;
        };
        CallRecordingInput: {
            paused: boolean;
        };
        CallTraceView: {
            messages: components["schemas"]["TracedMessageView"][];
            truncated: boolean;
        };
        CallerIdentity: {
            attestation: string;
            divertedBy: string[];
            originId: string;
            verstat: string;
            why: string;
        };
        Capacity: {
            /** Format: int32 */
            calls: number;
            /** Format: int32 */
            callsPerSecond: number;
        };
        CapacityInput: {
            /** Format: int32 */
            calls: number;
            /** Format: int32 */
            callsPerSecond: number;
        };
        CertificateRequestInput: {
            /** Format: date-time */
            notAfter?: string | null;
            request: string;
        };
        ClearMedia: {
            reason: string;
            /** Format: date-time */
            until: string;
        };
        CodeInput: {
            code: string;
        };
        ConferenceView: {
            locked: boolean;
            participants: components["schemas"]["ParticipantView"][];
            /** Format: uuid */
            roomId: string;
            waits: boolean;
        };
        CredentialsView: {
            authUsername: string;
            domain: string;
            password: string;
            realm: string;
            username: string;
        };
        Destination: {
            extension: string;
            /** @enum {string} */
            kind: "extension" | "voicemail" | "echo";
        };
        DestinationInput: {
            extension?: string | null;
            /** @enum {string} */
            kind: "extension" | "voicemail" | "echo";
        };
        DeviceCertificateView: {
            /** Format: uuid */
            deviceId: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            issuedAt: string;
            keyKind: string;
            /** Format: date-time */
            notAfter: string;
            /** Format: date-time */
            notBefore: string;
            /** @enum {string} */
            obtained: "administrator" | "enrolment-password" | "renewal";
            pem: string;
            /** Format: date-time */
            revokedAt: string | null;
            serial: string;
            sha256: string;
            uri: string;
        };
        DeviceCreated: {
            credentials: components["schemas"]["CredentialsView"] | null;
            device: components["schemas"]["DeviceView"];
            settings: components["schemas"]["PhoneSettings"] | null;
        };
        DeviceInput: {
            certificateRequired?: boolean | null;
            /** @enum {string} */
            digestFloor: "md5" | "sha-256";
            /** @enum {string|null} */
            digits?: "events" | "in-band" | null;
            enabled: boolean;
            exception?: components["schemas"]["ExceptionInput"] | null;
            /** @enum {string} */
            keying: "sdes" | "dtls" | "either" | "zrtp" | "clear";
            mayCall: boolean;
            name: string;
        };
        DeviceLocationInput: {
            /** Format: uuid */
            locationId: string;
        };
        DeviceLocationView: {
            location: components["schemas"]["LocationView"] | null;
            own: boolean;
        };
        DeviceView: {
            authUsername: string;
            certificateRequired: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            credentialsAt: string;
            /** @enum {string} */
            digestFloor: "md5" | "sha-256";
            /** @enum {string} */
            digits: "events" | "in-band";
            enabled: boolean;
            exception: components["schemas"]["MediaException"] | null;
            /** Format: uuid */
            extensionId: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            keying: "sdes" | "dtls" | "either" | "zrtp" | "clear";
            mayCall: boolean;
            name: string;
            /** Format: int64 */
            version: number;
        };
        EnrolmentDone: {
            recoveryCodes: string[];
            session: components["schemas"]["SessionView"];
        };
        EnrolmentPasswordInput: {
            /** Format: date-time */
            expiresAt?: string | null;
        };
        EnrolmentPasswordOrdered: {
            /** Format: date-time */
            expiresAt: string;
            password: string;
            url: string;
            username: string;
        };
        EnrolmentPasswordView: {
            /** Format: date-time */
            createdAt: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            good: boolean;
            /** Format: date-time */
            usedAt: string | null;
            /** Format: int32 */
            wrong: number;
        };
        EnrolmentView: {
            qrSvg: string;
            secret: string;
            uri: string;
        };
        ExceptionInput: {
            reason: string;
            /** Format: date-time */
            until: string;
        };
        ExtensionInput: {
            displayName: string;
            enabled: boolean;
            number: string;
            voicemail: components["schemas"]["VoicemailInput"];
        };
        ExtensionRecordingInput: {
            /** @enum {string} */
            mode: "never" | "on-demand" | "pausable" | "always";
        };
        ExtensionRecordingView: {
            /** @enum {string} */
            mode: "never" | "on-demand" | "pausable" | "always";
        };
        ExtensionView: {
            /** Format: date-time */
            createdAt: string;
            displayName: string;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: int64 */
            version: number;
            voicemail: components["schemas"]["VoicemailSettings"];
        };
        FailOver: {
            answers: string[];
            /** Format: int32 */
            failures: number;
            /** Format: int32 */
            progressSeconds: number;
            /** Format: int32 */
            withinSeconds: number;
        };
        FailOverInput: {
            answers: string[];
            /** Format: int32 */
            failures: number;
            /** Format: int32 */
            progressSeconds: number;
            /** Format: int32 */
            withinSeconds: number;
        };
        FormatsInput: {
            /** @enum {string} */
            called: "e164" | "digits" | "national";
            /** @enum {string} */
            calling: "e164" | "digits" | "national";
        };
        Gateway: {
            domain: string;
            host: string;
            /** Format: int32 */
            port: number;
            /** Format: int32 */
            priority: number;
            tlsName: string;
            /** @enum {string} */
            transport: "tls" | "tcp" | "udp";
            /** Format: int32 */
            weight: number;
        };
        GatewayInput: {
            domain?: string | null;
            host: string;
            /** Format: int32 */
            port?: number | null;
            /** Format: int32 */
            priority: number;
            tlsName?: string | null;
            /** @enum {string} */
            transport: "tls" | "tcp" | "udp";
            /** Format: int32 */
            weight: number;
        };
        GatewayList: {
            items: components["schemas"]["GatewayView"][];
            registrations: components["schemas"]["TrunkRegistrationView"][];
            rests: components["schemas"]["GatewayRestView"][];
        };
        GatewayRestView: {
            edge: string;
            gateway: string;
            /** Format: date-time */
            until: string;
            why: string;
        };
        GatewayView: {
            edge: string | null;
            host: string;
            /** Format: int32 */
            port: number;
            /** Format: date-time */
            since: string | null;
            /** @enum {string} */
            state: "up" | "down" | "unknown";
            /** @enum {string} */
            transport: "tls" | "tcp" | "udp";
            why: string;
        };
        GeoPoint: {
            /** Format: double */
            latitude: number;
            /** Format: double */
            longitude: number;
        };
        HeardByPeerView: {
            /** Format: int32 */
            delayMs: number | null;
            /** Format: double */
            discardedPercent: number;
            /** Format: double */
            mos: number | null;
        };
        HoldMusicInput: {
            /** @enum {string} */
            source: "off" | "built-in" | "own";
        };
        HoldMusicView: {
            /** @enum {string} */
            source: "off" | "built-in" | "own";
            tune: components["schemas"]["TuneView"] | null;
            /** Format: int64 */
            version: number;
        };
        IdentityInput: {
            /** @enum {string} */
            check: "off" | "mark" | "refuse";
            passesCaller?: boolean | null;
            signs: boolean;
        };
        IdentityRules: {
            /** @enum {string} */
            check: "off" | "mark" | "refuse";
            passesCaller: boolean;
            signs: boolean;
        };
        Inward: {
            believes: string[];
            bulk: boolean;
            certificateNames: string[];
            networks: string[];
            trustsIdentity: boolean;
        };
        InwardInput: {
            believes?: string[] | null;
            bulk?: boolean | null;
            certificateNames?: string[] | null;
            networks?: string[] | null;
            trustsIdentity: boolean;
        };
        LegFingerprintsView: {
            own: string;
            peer: string;
        };
        LegPacketsView: {
            /** Format: int64 */
            authenticated: number;
            /** Format: int64 */
            clear: number;
            faults: components["schemas"]["PacketFaultView"][];
            /** Format: int64 */
            lost: number;
            /** Format: int64 */
            lostByPeer: number | null;
            /** Format: int64 */
            refused: number;
            /** Format: int64 */
            sent: number;
        };
        LegQualityView: {
            heardByPeer: components["schemas"]["HeardByPeerView"] | null;
            /** Format: double */
            mosLowest: number | null;
            /** Format: double */
            mosMean: number | null;
            /** Format: double */
            roundTripMs: number | null;
        };
        LegScoreView: {
            /**
             * @description A plain word for it; POOR as the alarm has it
             * @enum {string}
             */
            grade: "GOOD" | "FAIR" | "POOR";
            /** Format: int32 */
            jitterMs: number;
            /**
             * Format: double
             * @description Packets that never came, of the worse direction; per cent of all
             */
            lossPercent: number;
            /**
             * Format: double
             * @description Opinion score (ITU-T G.107), 1.0 to 4.5
             */
            mos: number;
            /**
             * Format: int32
             * @description There and back; null where the phone has not reported
             */
            roundTripMs: number | null;
        };
        LegSecurityView: {
            keying: string;
            legacyZone: string;
            profile: string;
            tlsCipher: string;
            tlsClient: string;
            tlsGroup: string;
            tlsVersion: string;
            transport: string;
        };
        LiveCallView: {
            /** Format: date-time */
            answeredAt: string | null;
            caller: string;
            callerName: string;
            connected: string;
            dialled: string;
            /** Format: uuid */
            id: string;
            legs: components["schemas"]["LiveLegView"][];
            /**
             * @description What the call's recording does now: NONE where there is none, or none yet
             * @enum {string}
             */
            recording: "NONE" | "RUNS" | "RESTS";
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "RINGING" | "ANSWERED" | "HELD" | "ENDED";
            supervisor: components["schemas"]["LiveSupervisorView"] | null;
        };
        LiveLegView: {
            id: string;
            keying: string;
            legacyZone: string;
            number: string;
            profile: string;
            /** @enum {string} */
            role: "UNKNOWN" | "CALLER" | "CALLEE" | "APPLICATION";
            score: components["schemas"]["LegScoreView"] | null;
            tlsCipher: string;
            tlsClient: string;
            tlsGroup: string;
            tlsVersion: string;
            transport: string;
        };
        LiveSupervisorView: {
            number: string;
            reach: string;
        };
        LocationInput: {
            address: {
                [key: string]: string;
            };
            defaultLocation: boolean;
            language?: string | null;
            name: string;
            point?: components["schemas"]["PointInput"] | null;
        };
        LocationView: {
            address: {
                [key: string]: string;
            };
            /** Format: date-time */
            createdAt: string;
            defaultLocation: boolean;
            /** Format: uuid */
            id: string;
            language: string;
            name: string;
            point: components["schemas"]["GeoPoint"] | null;
            /** Format: int64 */
            version: number;
        };
        LockInput: {
            locked: boolean;
        };
        MailboxView: {
            extension: string;
            /** Format: int32 */
            heard: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lockedUntil: string | null;
            name: string;
            pinSet: boolean;
            /** Format: int32 */
            unheard: number;
        };
        MediaException: {
            reason: string;
            /** Format: date-time */
            until: string;
        };
        MessageInput: {
            heard: boolean;
        };
        MessageView: {
            callerName: string;
            callerNumber: string;
            /** Format: int64 */
            durationMs: number;
            heard: boolean;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            mailboxId: string;
            /** Format: date-time */
            receivedAt: string;
        };
        MuteInput: {
            muted: boolean;
        };
        NewPasswordInput: {
            /** Format: password */
            current: string;
            /** Format: password */
            replacement: string;
        };
        NoticeRecipientsInput: {
            addresses: string[];
            webhookUrl?: string | null;
        };
        NoticeRecipientsView: {
            addresses: string[];
            secretSet: boolean;
            /** Format: int64 */
            version: number;
            webhookUrl: string;
        };
        NoticeSecretView: {
            secret: string;
        };
        NumberFormats: {
            /** @enum {string} */
            called: "e164" | "digits" | "national";
            /** @enum {string} */
            calling: "e164" | "digits" | "national";
        };
        NumberInput: {
            destination: components["schemas"]["DestinationInput"];
            label?: string | null;
            number: string;
            presentedBy?: string[] | null;
        };
        NumberRules: {
            allowedPrefixes: string[];
            country: string;
            premium: boolean;
        };
        NumberView: {
            /** Format: date-time */
            createdAt: string;
            destination: components["schemas"]["Destination"];
            /** Format: uuid */
            id: string;
            label: string;
            number: string;
            presentedBy: string[];
            proved: boolean;
            /** Format: int64 */
            version: number;
        };
        NumbersInput: {
            allowedPrefixes: string[];
            country: string;
            premium: boolean;
        };
        OwnCertificateInput: {
            name: string;
        };
        PacketFaultView: {
            /** @enum {string} */
            fault: "WRONG_SOURCE" | "BAD_TAG" | "REPLAYED" | "MALFORMED" | "NO_KEY" | "TOO_MANY_SOURCES" | "NOT_MEDIA" | "UNKNOWN";
            /** Format: int64 */
            packets: number;
        };
        PageAdministratorView: {
            items: components["schemas"]["AdministratorView"][];
            next: string | null;
        };
        PageApiKeyView: {
            items: components["schemas"]["ApiKeyView"][];
            next: string | null;
        };
        PageAuditEventView: {
            items: components["schemas"]["AuditEventView"][];
            next: string | null;
        };
        PageBanExemptionView: {
            items: components["schemas"]["BanExemptionView"][];
            next: string | null;
        };
        PageBanView: {
            items: components["schemas"]["BanView"][];
            next: string | null;
        };
        PageCallRecordView: {
            items: components["schemas"]["CallRecordView"][];
            next: string | null;
        };
        PageConferenceView: {
            items: components["schemas"]["ConferenceView"][];
            next: string | null;
        };
        PageDeviceCertificateView: {
            items: components["schemas"]["DeviceCertificateView"][];
            next: string | null;
        };
        PageDeviceView: {
            items: components["schemas"]["DeviceView"][];
            next: string | null;
        };
        PageExtensionView: {
            items: components["schemas"]["ExtensionView"][];
            next: string | null;
        };
        PageGroupInput: {
            everybody: boolean;
            members: string[];
            /** Format: int32 */
            mostSeconds: number;
            name: string;
            number: string;
            pagers: string[];
        };
        PageGroupView: {
            /** Format: date-time */
            createdAt: string;
            everybody: boolean;
            /** Format: uuid */
            id: string;
            members: string[];
            /** Format: int32 */
            mostSeconds: number;
            name: string;
            number: string;
            pagers: string[];
            /** Format: int64 */
            version: number;
        };
        PageLiveCallView: {
            items: components["schemas"]["LiveCallView"][];
            next: string | null;
        };
        PageLocationView: {
            items: components["schemas"]["LocationView"][];
            next: string | null;
        };
        PageMailboxView: {
            items: components["schemas"]["MailboxView"][];
            next: string | null;
        };
        PageMessageView: {
            items: components["schemas"]["MessageView"][];
            next: string | null;
        };
        PageNumberView: {
            items: components["schemas"]["NumberView"][];
            next: string | null;
        };
        PagePageGroupView: {
            items: components["schemas"]["PageGroupView"][];
            next: string | null;
        };
        PageRecordingView: {
            items: components["schemas"]["RecordingView"][];
            next: string | null;
        };
        PageRegistrationView: {
            items: components["schemas"]["RegistrationView"][];
            next: string | null;
        };
        PageRestingNumberView: {
            items: components["schemas"]["RestingNumberView"][];
            next: string | null;
        };
        PageRoleView: {
            items: components["schemas"]["RoleView"][];
            next: string | null;
        };
        PageRoomView: {
            items: components["schemas"]["RoomView"][];
            next: string | null;
        };
        PageSupervisorView: {
            items: components["schemas"]["SupervisorView"][];
            next: string | null;
        };
        PageTenantDeviceView: {
            items: components["schemas"]["TenantDeviceView"][];
            next: string | null;
        };
        PageTenantView: {
            items: components["schemas"]["TenantView"][];
            next: string | null;
        };
        PageTrunkView: {
            items: components["schemas"]["TrunkView"][];
            next: string | null;
        };
        ParticipantView: {
            /** Format: uuid */
            callId: string;
            listens: boolean;
            moderator: boolean;
            muted: boolean;
            name: string;
            number: string;
            /** Format: date-time */
            since: string;
            speaks: boolean;
        };
        PasswordInput: {
            /** Format: password */
            password: string;
            username: string;
        };
        PasswordReset: {
            password: string;
        };
        PhoneSettings: {
            address: string;
            caUrl: string | null;
            digest: string;
            displayName: string;
            domain: string;
            /** Format: int32 */
            expiresSeconds: number;
            proxyHost: string;
            /** Format: int32 */
            proxyPort: number;
            qrPayload: string;
            qrSvg: string;
            srtp: string;
            transport: string;
        };
        PinInput: {
            /** Format: password */
            pin: string;
        };
        PointInput: {
            /** Format: double */
            latitude: number;
            /** Format: double */
            longitude: number;
        };
        /** @description RFC 9457; errors names the fields to blame */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                code: string;
                field: string;
                message: string;
            }[];
            /** Format: int32 */
            status: number;
            title: string;
            type: string;
        };
        ProofInput: {
            proved: boolean;
        };
        RecordingCheckView: {
            found: string;
            intact: boolean;
            seal: string;
        };
        RecordingServerInput: {
            authorities: string;
            /** @enum {string} */
            destination: "store" | "server" | "both";
            tlsName: string;
            uri: string;
        };
        RecordingServerView: {
            authorities: string;
            /** @enum {string} */
            destination: "store" | "server" | "both";
            tlsName: string;
            uri: string;
            /** Format: int64 */
            version: number;
        };
        RecordingView: {
            callId: string;
            caller: string;
            dialled: string;
            end: string | null;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            lengthMs: number;
            /** Format: int64 */
            pausedMs: number;
            room: string | null;
            seal: string;
            /** Format: date-time */
            startedAt: string;
        };
        RegistrationView: {
            contact: string;
            /** Format: uuid */
            deviceId: string;
            deviceName: string;
            edgeId: string;
            /** Format: date-time */
            expiresAt: string;
            extension: string;
            /** Format: uuid */
            id: string;
            legacyZone: string;
            /** Format: date-time */
            registeredAt: string;
            sourceAddress: string;
            /** Format: int32 */
            sourcePort: number;
            tlsCipher: string;
            tlsClient: string;
            tlsGroup: string;
            tlsVersion: string;
            transport: string;
            userAgent: string;
        };
        RestingNumberView: {
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: date-time */
            until: string;
        };
        RoleView: {
            description: string;
            /** @enum {string} */
            name: "platform-administrator" | "tenant-administrator" | "operator" | "auditor" | "user";
            ofPlatform: boolean;
            permissions: string[];
        };
        RoomInput: {
            /** Format: password */
            moderatorPin?: string | null;
            /** Format: int32 */
            most: number;
            muteOnEntry: boolean;
            name: string;
            number: string;
            /** Format: password */
            pin?: string | null;
            removeModeratorPin?: boolean | null;
            removePin?: boolean | null;
            tones: boolean;
            waitsForModerator: boolean;
        };
        RoomRecordingInput: {
            /** @enum {string} */
            mode: "never" | "always";
        };
        RoomRecordingView: {
            /** @enum {string} */
            mode: "never" | "always";
        };
        RoomView: {
            /** Format: date-time */
            createdAt: string;
            hasModeratorPin: boolean;
            hasPin: boolean;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            most: number;
            muteOnEntry: boolean;
            name: string;
            number: string;
            tones: boolean;
            /** Format: int64 */
            version: number;
            waitsForModerator: boolean;
        };
        SecurityPolicyInput: {
            allowClearMedia: boolean;
            /** Format: int32 */
            maxRegistrationSeconds: number;
            /** Format: int32 */
            minRegistrationSeconds: number;
            offerMd5: boolean;
            refuseFalseClaims?: boolean | null;
        };
        SecurityPolicyView: {
            allowClearMedia: boolean;
            /** Format: int32 */
            maxRegistrationSeconds: number;
            /** Format: int32 */
            minRegistrationSeconds: number;
            offerMd5: boolean;
            refuseFalseClaims: boolean;
            /** Format: int64 */
            version: number;
        };
        SessionTenant: {
            domain: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        SessionUser: {
            displayName: string;
            extension: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            role: "platform-administrator" | "tenant-administrator" | "operator" | "auditor" | "user";
            /** Format: uuid */
            tenantId: string | null;
            username: string;
        };
        SessionView: {
            /** Format: date-time */
            expiresAt: string | null;
            permissions: string[];
            stage: string;
            tenant: components["schemas"]["SessionTenant"] | null;
            user: components["schemas"]["SessionUser"] | null;
        };
        SupervisorInput: {
            /** @enum {string} */
            may: "listen" | "whisper" | "barge";
            supervised: string;
            supervisor: string;
            tone?: boolean | null;
        };
        SupervisorView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            may: "listen" | "whisper" | "barge";
            supervised: string;
            supervisedName: string;
            supervisor: string;
            supervisorName: string;
            tone: boolean;
            /** Format: int64 */
            version: number;
        };
        TenantDeviceView: {
            device: components["schemas"]["DeviceView"];
            extensionName: string;
            extensionNumber: string;
        };
        TenantInput: {
            aliases: string[];
            domain?: string | null;
            enabled: boolean;
            /** Format: int32 */
            maxCalls: number;
            /** Format: int32 */
            maxExtensions: number;
            name: string;
        };
        TenantView: {
            aliases: string[];
            /** Format: date-time */
            createdAt: string;
            domain: string;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            maxCalls: number;
            /** Format: int32 */
            maxExtensions: number;
            name: string;
            /** Format: int64 */
            version: number;
        };
        TokenIssuerInput: {
            audience: string;
            claim: string;
            enabled: boolean;
            issuer: string;
            jwksUrl: string;
        };
        TokenIssuerView: {
            audience: string;
            claim: string;
            enabled: boolean;
            issuer: string;
            jwksUrl: string;
            /** Format: int64 */
            version: number;
        };
        TracedMessageView: {
            /** Format: date-time */
            at: string;
            edge: string;
            edgeAddress: string;
            peerAddress: string;
            sent: boolean;
            text: string;
            transport: string;
        };
        TrunkAccount: {
            realm: string;
            username: string;
        };
        TrunkInput: {
            account?: components["schemas"]["AccountInput"] | null;
            authorities?: string | null;
            callerNumber?: string | null;
            /** @enum {string|null} */
            callerRule?: "extension" | "trunk" | "withheld" | null;
            capacity: components["schemas"]["CapacityInput"];
            /** Format: int32 */
            checkSeconds?: number | null;
            enabled: boolean;
            exception?: components["schemas"]["ExceptionInput"] | null;
            failOver?: components["schemas"]["FailOverInput"] | null;
            gateways: components["schemas"]["GatewayInput"][];
            identity?: components["schemas"]["IdentityInput"] | null;
            inward?: components["schemas"]["InwardInput"] | null;
            name: string;
            numberFormats?: components["schemas"]["FormatsInput"] | null;
            numbers: components["schemas"]["NumbersInput"];
            /** Format: password */
            password?: string | null;
            /** Format: int32 */
            priority: number;
            registers?: boolean | null;
            sends?: string[] | null;
            sendsLocation?: boolean | null;
        };
        TrunkRegistrationView: {
            edge: string;
            gateway: string;
            /** Format: date-time */
            until: string | null;
            why: string;
        };
        TrunkView: {
            account: components["schemas"]["TrunkAccount"] | null;
            authorities: string;
            callerNumber: string;
            /** @enum {string} */
            callerRule: "extension" | "trunk" | "withheld";
            capacity: components["schemas"]["Capacity"];
            /** Format: int32 */
            checkSeconds: number;
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            exception: components["schemas"]["ClearMedia"] | null;
            failOver: components["schemas"]["FailOver"];
            gateways: components["schemas"]["Gateway"][];
            /** Format: uuid */
            id: string;
            identity: components["schemas"]["IdentityRules"];
            inward: components["schemas"]["Inward"] | null;
            name: string;
            numberFormats: components["schemas"]["NumberFormats"];
            numbers: components["schemas"]["NumberRules"];
            ownCertificate: string;
            passwordSet: boolean;
            /** Format: int32 */
            priority: number;
            registers: boolean;
            sends: string[];
            sendsLocation: boolean;
            /** Format: int64 */
            version: number;
        };
        TuneView: {
            digest: string;
            /** Format: int64 */
            lengthMs: number;
        };
        TurnCredentialsView: {
            credential: string;
            /** Format: date-time */
            until: string;
            urls: string[];
            username: string;
        };
        VoicemailInput: {
            /** Format: int32 */
            afterSeconds: number;
            enabled: boolean;
        };
        VoicemailSettings: {
            /** Format: int32 */
            afterSeconds: number;
            enabled: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAdministrators: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageAdministratorView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAdministrator: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdministratorCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["AdministratorCreated"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAdministrator: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["AdministratorView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAdministrator: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdministratorChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["AdministratorView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAdministrator: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PasswordReset"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageApiKeyView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["ApiKeyCreated"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["ApiKeyView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                action?: string;
                from?: string;
                to?: string;
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageAuditEventView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAuditEvents: {
        parameters: {
            query?: {
                sequence?: number;
                hash?: string;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["AuditVerificationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAuditEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["AuditEventView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBanExemptions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageBanExemptionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBanExemption: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BanExemptionCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["BanExemptionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readBanExemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["BanExemptionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeBanExemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBans: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageBanView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBan: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BanCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["BanView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readBan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["BanView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    liftBan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCallRecords: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                number?: string;
                outcome?: "ANSWERED" | "MISSED" | "FAILED";
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageCallRecordView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCallRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                callId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["CallRecordDetailView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCalls: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageLiveCallView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hangUpCall: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                callId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseCallRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                callId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallRecordingInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCallTrace: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                callId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["CallTraceView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageRoomView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRoom: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RoomView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RoomView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRoom: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RoomView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRoomRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RoomRecordingView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRoomRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomRecordingInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RoomRecordingView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageConferenceView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endConference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                roomId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginConference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                roomId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lockConference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                roomId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LockInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    muteConference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                roomId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MuteInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOutParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                roomId: string;
                callId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    muteParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                roomId: string;
                callId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MuteInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDeviceAuthority: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTenantDevices: {
        parameters: {
            query?: {
                keying?: "sdes" | "dtls" | "either" | "zrtp" | "clear";
                digestFloor?: "md5" | "sha-256";
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageTenantDeviceView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDeviceLocation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceLocationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placeDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceLocationInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceLocationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unplaceDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceLocationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issueTurnCredentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TurnCredentialsView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExtensions: {
        parameters: {
            query?: {
                search?: string;
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageExtensionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createExtension: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["ExtensionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDevices: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageDeviceView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDevice: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceCreated"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeDevice: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeviceCertificates: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageDeviceCertificateView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrolDevice: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CertificateRequestInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceCertificateView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeDeviceCertificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
                certificateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewDeviceCredentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["DeviceCreated"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEnrolmentPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["EnrolmentPasswordView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orderEnrolmentPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolmentPasswordInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["EnrolmentPasswordOrdered"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawEnrolmentPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                extensionId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readExtension: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["ExtensionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeExtension: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["ExtensionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteExtension: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readExtensionRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["ExtensionRecordingView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeExtensionRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionRecordingInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["ExtensionRecordingView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHoldMusic: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["HoldMusicView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeHoldMusic: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldMusicInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["HoldMusicView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hearHoldTune: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadHoldTune: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "audio/wav": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["HoldMusicView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHoldTune: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["HoldMusicView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLocations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageLocationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createLocation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["LocationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLocation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["LocationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeLocation: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["LocationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteLocation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMailboxes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageMailboxView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMailbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                mailboxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["MailboxView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                mailboxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageMessageView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                mailboxId: string;
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                mailboxId: string;
                messageId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["MessageView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hearMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                mailboxId: string;
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setMailboxPin: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                mailboxId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlockMailbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                mailboxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNoticeRecipients: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NoticeRecipientsView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeNoticeRecipients: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeRecipientsInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NoticeRecipientsView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewNoticeSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NoticeSecretView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testNotices: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNumbers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageNumberView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createNumber: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NumberView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRestingNumbers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageRestingNumberView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NumberView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeNumber: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NumberView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveNumber: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NumberView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPageGroups: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PagePageGroupView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPageGroup: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageGroupInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageGroupView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPageGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageGroupView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePageGroup: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageGroupInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageGroupView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePageGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPhoneAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRecordingServer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RecordingServerView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRecordingServer: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingServerInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RecordingServerView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecordings: {
        parameters: {
            query?: {
                callId?: string;
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageRecordingView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RecordingView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hearRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["RecordingCheckView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRegistrations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageRegistrationView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeRegistration: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                registrationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageRoleView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSecurityPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SecurityPolicyView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSecurityPolicy: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecurityPolicyInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SecurityPolicyView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveUsernameAndPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["EnrolmentView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["EnrolmentDone"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasswordInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveRecoveryCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveTotpCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSupervisors: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageSupervisorView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSupervisor: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupervisorInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SupervisorView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSupervisor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SupervisorView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSupervisor: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupervisorInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["SupervisorView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSupervisor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageTenantView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TenantView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TenantView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeTenant: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TenantView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTokenIssuer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TokenIssuerView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeTokenIssuer: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIssuerInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TokenIssuerView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrunks: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["PageTrunkView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTrunk: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrunkInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TrunkView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTrunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TrunkView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeTrunk: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrunkInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TrunkView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTrunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certifyTrunk: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnCertificateInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["TrunkView"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrunkGateways: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant to act on; only for those of the platform */
                "X-Ringfort-Tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["GatewayList"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
