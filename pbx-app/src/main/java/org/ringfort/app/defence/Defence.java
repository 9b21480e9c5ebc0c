package org.ringfort.app.defence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.ringfort.app.defence.WrongAnswers.Tally;
import org.ringfort.kernel.id.TenantId;

/**
 * What whoever checks phones' answers asks and tells. Nothing here waits for the database, and nothing takes longer for a
 * name that exists than for one that does not.
 *
 * <p>An account that has reached its wrong answers is barred here from that moment, before the ban is written and edges know
 * of it: however fast somebody guesses, the answer after the last one allowed is not looked at.
 */
public final class Defence implements BanWatch.Follower {
    private static final int MOST = 200_000;
    private static final int SIGHTINGS_IN_THEIR_TIME = 24;

    private final BanWatch watch;
    private final Court court;
    private final WrongAnswers answers;
    private final DefenceSettings settings;
    private final Clock clock;
    private final LongAdder wrong = new LongAdder();
    /** Accused whose ban is on its way, or not known here yet. */
    private final Cache<Suspect, Boolean> barred;
    /** Proofs that are written already, so that a phone that comes back every few minutes costs nothing. */
    private final Cache<Proof, Boolean> proofs;

    private record Suspect(Network source, AccountName account) {}

    private record Proof(String address, TenantId tenant, String username, String extension) {}

    Defence(BanWatch watch, Court court, WrongAnswers answers, DefenceSettings settings, Clock clock) {
        this.watch = watch;
        this.court = court;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
        this.barred = cache(settings.firstBan());
        this.proofs = cache(settings.provedFor().dividedBy(SIGHTINGS_IN_THEIR_TIME));
    }

    private <K> Cache<K, Boolean> cache(Duration time) {
        Ticker ticker = () -> Duration.ofMillis(clock.millis()).toNanos();
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(time)
                .ticker(ticker)
                .build();
    }

    /** Whether nobody who claims that account is heard from there: then a right answer is as good as a wrong one. */
    public boolean bars(String address, AccountName account) {
        StandingBans standing = watch.standing();
        if (standing.isEmpty() && barred.estimatedSize() == 0) {
            return false;
        }
        return Network.sourceOf(address)
                .filter(source -> barred.getIfPresent(new Suspect(source, account)) != null
                        || standing.cover(source, account, clock.instant()))
                .isPresent();
    }

    /** An answer was wrong; not to be told of a challenge, nor of a right answer whose nonce was stale. */
    public void wrong(WrongAnswer answer) {
        wrong.increment();
        Network.sourceOf(answer.address()).ifPresent(source -> wrong(source, answer));
    }

    private void wrong(Network source, WrongAnswer answer) {
        if (watch.standing()
                .exemption(source)
                .filter(BanExemption.Kind.NEVER::equals)
                .isPresent()) {
            return;
        }
        Tally tally = answers.count(source, answer.account(), answer.mark());
        boolean account = tally.ofAccount() >= settings.wrongAnswers();
        boolean others = tally.ofSource() >= settings.strangerAnswers() || tally.names() >= settings.names();
        if (!tally.fresh() || !(account || others)) {
            return;
        }
        var charge = new Charge(source, answer.address(), answer.tenant(), answer.account(), tally, answer.extension());
        Suspect suspect = new Suspect(source, answer.account());
        if (account) {
            barred.put(suspect, true);
        }
        // A charge against the source alone, judged late, must not undo what a later one did to the account.
        boolean taken = court.accuse(charge, account ? () -> barred.invalidate(suspect) : () -> {});
        if (account && taken) {
            answers.spend(source, answer.account());
        } else if (account) {
            barred.invalidate(suspect); // the next wrong answer is the next try to have it written
        }
    }

    /** Somebody of that extension proved to be who they are. */
    public void proved(String address, TenantId tenant, String username, String extension) {
        Proof proof = new Proof(address, tenant, username, extension);
        if (proofs.getIfPresent(proof) == null) {
            Network.sourceOf(address)
                    .filter(source -> court.saw(new Sighting(tenant, source, username, extension)))
                    .ifPresent(_ -> proofs.put(proof, true));
        }
    }

    /** Wrong answers since the start. */
    long wrongAnswers() {
        return wrong.sum();
    }

    @Override
    public void all(Collection<Ban> bans) {
        // They are asked for when they are needed.
    }

    /** Whoever is banned starts anew afterwards, and so does who was pardoned. */
    @Override
    public void changed(List<Ban> set, List<Ban> over) {
        set.stream().filter(ban -> ban.account().isEmpty()).forEach(ban -> answers.forgive(ban.network()));
        for (Ban ban : over) {
            barred.asMap().keySet().removeIf(it -> ban.network().contains(it.source()) && ban.covers(it.account()));
            ban.account()
                    .ifPresentOrElse(
                            account -> answers.forgive(ban.network(), account), () -> answers.forgive(ban.network()));
        }
    }
}
