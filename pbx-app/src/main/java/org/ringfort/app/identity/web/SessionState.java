package org.ringfort.app.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.identity.Administrator;
import org.ringfort.app.identity.SignIn;
import org.ringfort.app.keys.Envelope;
import org.ringfort.kernel.secret.Secret;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/**
 * What a session remembers: whose it is, how far they have come, and since when. Who they are is read anew at each request,
 * so a role taken away is gone at once.
 */
@Component
class SessionState {
    /** However busy, a session ends after this; a second factor is asked again once a working day. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String WHO = "ringfort.administrator";
    private static final String EPOCH = "ringfort.epoch";
    private static final String FACTORS = "ringfort.factors";
    private static final String SINCE = "ringfort.since";
    private static final String PENDING = "ringfort.pending-second-factor";

    private final SignIn signIn;
    private final SessionRepository<? extends Session> sessions;
    private final Envelope envelope;
    private final Clock clock;

    SessionState(SignIn signIn, SessionRepository<? extends Session> sessions, Envelope envelope, Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.envelope = envelope;
        this.clock = clock;
    }

    /**
     * A session that holds.
     *
     * @param complete whether the second factor was given
     */
    record Held(Administrator who, boolean complete, Instant endsAt) {}

    /** Whose session a request comes with; ends it where it holds no more. */
    Optional<Held> read(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(WHO) == null) {
            return Optional.empty();
        }
        Optional<Held> held = held(session::getAttribute);
        if (held.isEmpty()) {
            session.invalidate();
        }
        return held;
    }

    /** Whose session goes by this name now, whatever it was when a request came with it; changes nothing in it. */
    Optional<Held> look(String name) {
        return Optional.ofNullable(sessions.findById(name)).flatMap(session -> held(session::getAttribute));
    }

    private Optional<Held> held(Function<String, @Nullable Object> attributes) {
        if (!(attributes.apply(WHO) instanceof String id)
                || !(attributes.apply(EPOCH) instanceof Integer epoch)
                || !(attributes.apply(SINCE) instanceof Long since)) {
            return Optional.empty();
        }
        Instant endsAt = Instant.ofEpochSecond(since).plus(LONGEST);
        return signIn.known(UUID.fromString(id))
                .filter(who -> who.sessionEpoch() == epoch && clock.instant().isBefore(endsAt))
                .map(who -> new Held(who, Boolean.TRUE.equals(attributes.apply(FACTORS)), endsAt));
    }

    /** After the password: a session that nobody knew before. */
    void begin(HttpServletRequest request, Administrator who) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        write(request.getSession(true), who, false);
    }

    /** After the second factor: another name for the session, for nobody may have learnt it meanwhile. */
    void complete(HttpServletRequest request, Administrator who) {
        HttpSession session = request.getSession(true);
        request.changeSessionId();
        session.removeAttribute(PENDING);
        write(session, who, true);
    }

    private void write(HttpSession session, Administrator who, boolean factors) {
        session.setAttribute(WHO, who.id().toString());
        session.setAttribute(EPOCH, who.sessionEpoch());
        session.setAttribute(FACTORS, factors);
        session.setAttribute(SINCE, clock.instant().getEpochSecond());
    }

    /** Keeps an unconfirmed second factor, sealed. */
    void keepPending(HttpServletRequest request, Administrator who, Secret secret) {
        byte[] sealed = envelope.seal(who.home(), secret, pendingContext(who));
        request.getSession(true).setAttribute(PENDING, Base64.getEncoder().encodeToString(sealed));
    }

    /** The unconfirmed second factor. */
    @Nullable
    Secret pending(HttpServletRequest request, Administrator who) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(PENDING) instanceof String sealed
                ? envelope.open(who.home(), Base64.getDecoder().decode(sealed), pendingContext(who))
                : null;
    }

    /** Ends the session. */
    void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static String pendingContext(Administrator who) {
        return "administrator:" + who.id() + ":pending-totp";
    }
}
