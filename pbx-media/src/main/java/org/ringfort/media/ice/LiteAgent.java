package org.ringfort.media.ice;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.stun.StunAttribute;
import org.ringfort.protocol.stun.StunClass;
import org.ringfort.protocol.stun.StunDatagram;
import org.ringfort.protocol.stun.StunDecoder;
import org.ringfort.protocol.stun.StunEncoder;
import org.ringfort.protocol.stun.StunMessage;

/**
 * A lite agent: answers checks on one port of one leg and never sends any; always the controlled one. For one thread, the
 * relay's loop.
 *
 * <p>Answered is a binding request with FINGERPRINT, the user name {@code ours:theirs} and a MESSAGE-INTEGRITY made with our
 * password, and nothing else. RFC 8489 would have us answer others with 400 or 401; here they meet silence. Who has no password
 * of ours learns from no answer that a call is here, a forged source is sent nothing, and the password came by signalling, so
 * an honest peer has it.
 *
 * <p>Nothing is remembered of anybody else either. What is remembered is bounded: {@value #MOST_REMEMBERED} addresses.
 *
 * @rfc 8445 2.5
 * @rfc 8445 7.3
 */
public final class LiteAgent {
    /** A phone with several networks and a changing NAT has a handful of addresses. */
    static final int MOST_REMEMBERED = 16;

    private static final Set<Integer> UNDERSTOOD = Set.of(StunAttribute.Priority.TYPE, StunAttribute.UseCandidate.TYPE);

    /** By the user name under which they were checked; who was silent longest stands first. */
    private final Map<InetSocketAddress, String> checked = new LinkedHashMap<>();

    private Names present;
    private @Nullable Names before;
    private @Nullable Nomination nomination;
    private long consentNanos;

    public LiteAgent(IceCredentials ours) {
        present = new Names(ours, null);
    }

    /**
     * The peer's credentials, as signalling brought them; the same again change nothing. The first ones decide whose the checks
     * were that came before: those of others that had our offer are forgotten. Different ones are a restart.
     *
     * @see #restart
     */
    public void peer(IceCredentials theirs, long nowNanos) {
        if (theirs.equals(present.theirs)) {
            return;
        }
        Names former = present;
        present = new Names(former.ours, theirs);
        consentNanos = nowNanos;
        if (former.theirs == null) {
            checked.values().removeIf(username -> former.hold(username) && !present.hold(username));
            Nomination chosen = nomination;
            if (chosen != null && former.hold(chosen.username) && !present.hold(chosen.username)) {
                nomination = null;
            }
        } else if (before == null) {
            before = former;
        }
    }

    /**
     * Credentials of ours in place of the former, for an offer or answer that restarts ICE; the peer's follow by {@link #peer}.
     * The former hold until a check under the present ones came: then what was checked under them is forgotten. What was
     * nominated under them stays until the peer nominates anew, since media goes on meanwhile.
     *
     * @rfc 8445 9
     */
    public void restart(IceCredentials ours) {
        if (before == null) {
            before = present;
        }
        present = new Names(ours, null);
    }

    /**
     * Takes one datagram that is STUN by its first octets.
     *
     * @param from resolved
     * @return octets to send back there; empty: nothing
     * @rfc 8445 7.3
     * @rfc 8445 7.3.2
     */
    public Optional<byte[]> receive(byte[] octets, int start, int lengthBytes, InetSocketAddress from, long nowNanos) {
        Optional<StunDatagram> read = StunDecoder.decode(octets, start, lengthBytes)
                .filter(datagram ->
                        datagram.fingerprinted() && datagram.message().isBinding(StunClass.REQUEST));
        if (read.isEmpty()) {
            return Optional.empty(); // indications that keep a NAT open, and answers to what we never asked, too
        }
        StunMessage request = read.get().message();
        String username = request.attribute(StunAttribute.Username.class)
                .map(StunAttribute.Username::value)
                .orElse("");
        Names names = present.hold(username) ? present : before;
        if (names == null || !names.hold(username) || !read.get().authenticates(names.ours.password())) {
            return Optional.empty();
        }
        StunMessage answer = refused(request).orElseGet(() -> {
            remember(names, username, from);
            if (request.has(StunAttribute.UseCandidate.class)) {
                nomination = new Nomination(from, username);
            }
            if (from.equals(nominated())) {
                consentNanos = nowNanos;
            }
            return request.answer(StunClass.SUCCESS, new StunAttribute.XorMappedAddress(from));
        });
        return Optional.of(StunEncoder.encode(answer, names.ours.password()));
    }

    /** Whose user name a datagram of STUN names, the part that is ours: which agent is to have it, where several share a port. */
    public static Optional<String> addressee(byte[] octets, int start, int lengthBytes) {
        return StunDecoder.decode(octets, start, lengthBytes)
                .flatMap(datagram -> datagram.message().attribute(StunAttribute.Username.class))
                .map(username -> username.value().split(":", 2)[0]);
    }

    /** Whether a check that authenticates came from there. */
    public boolean checked(InetSocketAddress from) {
        return checked.containsKey(from);
    }

    /** Where the check came from by which the peer chose a pair last.
     *  @rfc 8445 8.1.1 */
    public @Nullable InetSocketAddress nominated() {
        return nomination == null ? null : nomination.address;
    }

    /**
     * When a check came last from where the peer has chosen, or when the peer's credentials came where that was later: checks from
     * elsewhere, whose address a dishonest peer can forge, are no consent of who is sent to. Means nothing before either. A lite agent
     * asks nobody for consent: it stops sending where the peer has been silent for 30 seconds.
     *
     * @rfc 7675 5.1
     */
    public long consentNanos() {
        return consentNanos;
    }

    /**
     * A peer that takes us for the controlling one is told to take that part itself: we always are the controlled.
     *
     * @rfc 8445 7.3.1.1
     * @rfc 8489 6.3.1
     */
    private static Optional<StunMessage> refused(StunMessage request) {
        List<Integer> notUnderstood = request.notUnderstood(UNDERSTOOD);
        if (!notUnderstood.isEmpty()) {
            return Optional.of(request.refusedFor(notUnderstood));
        }
        return request.has(StunAttribute.IceControlled.class)
                ? Optional.of(request.answer(StunClass.ERROR, new StunAttribute.ErrorCode(487, "Role Conflict")))
                : Optional.empty();
    }

    private void remember(Names names, String username, InetSocketAddress from) {
        if (names.equals(present) && before != null) {
            before = null;
            checked.values().removeIf(other -> !present.hold(other));
        }
        checked.remove(from); // to stand last
        checked.put(from, username);
        if (checked.size() > MOST_REMEMBERED) {
            checked.remove(checked.keySet().iterator().next());
        }
    }

    /** Both halves of a user name: ours, and the peer's where it is known. */
    private record Names(IceCredentials ours, @Nullable IceCredentials theirs) {
        boolean hold(String username) {
            String start = ours.usernameFragment() + ":";
            return username.startsWith(start)
                    && (theirs == null || username.substring(start.length()).equals(theirs.usernameFragment()));
        }
    }

    private record Nomination(InetSocketAddress address, String username) {}
}
