package org.ringfort.media.relay;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.dtls.SrtpKeys;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.media.srtp.SrtpReceiver;
import org.ringfort.media.srtp.SrtpSender;

/**
 * What opens a peer's packets and seals ours. Keys that stay the same keep their indexes and windows. Besides, for the leg's
 * report, what was last proved, whatever becomes of the keys afterwards. One thread.
 */
final class KeyRing {
    private @Nullable Keys agreed;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private boolean signalled;
    private @Nullable SrtpProfile profile;
    private SrtpKeys.@Nullable Certificates certificates;

    /** Takes up what is new of the keys; whether the peer's stay what they were. */
    boolean agree(Keys now) {
        Keys before = agreed;
        agreed = now;
        return switch (now) {
            case Keys.Dtls dtls -> true; // the handshake tells, and until then what is there stands
            case Keys.Sdes sdes -> take(before instanceof Keys.Sdes earlier ? earlier : null, sdes);
            case Keys.Clear clear -> {
                forget();
                yield clear.equals(before);
            }
            case Keys.Zrtp others -> {
                forget();
                yield others.equals(before);
            }
        };
    }

    private boolean take(Keys.@Nullable Sdes earlier, Keys.Sdes now) {
        if (earlier == null || !earlier.ours().equals(now.ours())) {
            sender = new SrtpSender(now.ours());
        }
        boolean same = earlier != null
                && earlier.theirs().equals(now.theirs())
                && earlier.identifierBytes() == now.identifierBytes();
        if (!same) {
            receiver = new SrtpReceiver(now.theirs(), now.identifierBytes());
        }
        signalled = true;
        profile = now.ours().profile();
        return same;
    }

    /** A handshake that was due came to nothing: what was agreed on before it counts no more. */
    void forget() {
        sender = null;
        receiver = null;
        signalled = false;
    }

    /** A handshake is through. */
    void take(SrtpKeys keys) {
        sender = new SrtpSender(keys.ours());
        receiver = new SrtpReceiver(keys.theirs(), 0);
        signalled = false;
        profile = keys.ours().profile();
        certificates = keys.certificates();
    }

    @Nullable
    SrtpSender sender() {
        return sender;
    }

    @Nullable
    SrtpReceiver receiver() {
        return receiver;
    }

    /** Whether there are keys, and the signalling gave them. */
    boolean signalled() {
        return signalled;
    }

    /** By which each side knew the other in the last handshake that gave keys; absent where none did. */
    Optional<LegFigures.Certificates> certificates() {
        return Optional.ofNullable(certificates)
                .map(shown -> new LegFigures.Certificates(
                        shown.peer().text(), shown.own().text()));
    }

    /** Of the last keys that there were; absent where there never were any. */
    Optional<SrtpProfile> profile() {
        return Optional.ofNullable(profile);
    }
}
