package org.ringfort.app.calls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.dialplan.RoutePlan;
import org.ringfort.app.emergency.Location;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.recordings.OrderedRecording;
import org.ringfort.app.registrar.Account;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.protocol.sip.digest.Challenge;

/** What an INVITE is answered with. */
public sealed interface RouteOutcome {
    /** 401. */
    record Challenged(List<Challenge.Digest> challenges, Optional<Challenge.Bearer> bearer) implements RouteOutcome {
        public Challenged {
            challenges = List.copyOf(challenges);
        }
    }

    /** No, before there was anybody to plan for. */
    record Refused(int status, String reason) implements RouteOutcome {}

    /**
     * A plan for the edge to carry out.
     *
     * @param keyings how each device that is rung agrees on media keys
     * @param inBand those of the caller and of them that send digits in their speech
     * @param inward the trunk that it came in by
     * @param identity what is known of the caller's number, or was signed of it
     * @param location where who calls for help is; empty for other calls
     * @param recording the order to record what is said, where anybody's policy wants it
     */
    record Planned(
            Tenant tenant,
            Caller caller,
            String dialled,
            RoutePlan plan,
            Map<UUID, MediaKeying> keyings,
            Set<String> inBand,
            long longestSeconds,
            Optional<Trunk> inward,
            CallerIdentity identity,
            Optional<Location> location,
            Optional<OrderedRecording> recording)
            implements RouteOutcome {
        public Planned {
            keyings = Map.copyOf(keyings);
            inBand = Set.copyOf(inBand);
        }
    }

    /**
     * Who calls, as the callee is to see it.
     *
     * @param deviceId empty where it is nobody's device, but a carrier
     * @param mayTakeOver whether it may take the place of a dialog: its own extension's, or one that rings in its tenant
     * @param heldToItsName whether it may not call where it says that it is somebody else
     */
    record Caller(
            String number,
            String displayName,
            String deviceId,
            Media media,
            boolean mayTakeOver,
            boolean heldToItsName) {
        static Caller of(Account.Identity who, boolean heldToItsName) {
            return new Caller(
                    who.extension(),
                    who.displayName(),
                    who.deviceId().toString(),
                    switch (who.keying()) {
                        case SDES -> Media.SDES;
                        case DTLS -> Media.DTLS;
                        case EITHER -> Media.SDES_OR_DTLS;
                        case ZRTP -> Media.ZRTP;
                        case CLEAR -> Media.SDES_OR_CLEAR;
                    },
                    who.mayCall(),
                    heldToItsName);
        }

        /**
         * The same one, who calls for help: no carrier is an end of ZRTP, so the phone that agrees on keys with phones alone may speak
         * in clear there rather than not be heard.
         */
        Caller callingForHelp() {
            return media == Media.ZRTP
                    ? new Caller(number, displayName, deviceId, Media.SDES_OR_CLEAR, mayTakeOver, heldToItsName)
                    : this;
        }
    }

    /** How the calling leg may protect its media. */
    enum Media {
        SDES,
        DTLS,
        SDES_OR_DTLS,
        SDES_OR_CLEAR,
        ZRTP,
        CLEAR
    }
}
