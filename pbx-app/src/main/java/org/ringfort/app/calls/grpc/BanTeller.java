package org.ringfort.app.calls.grpc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ringfort.app.defence.AccountName;
import org.ringfort.app.defence.BanWatch;
import org.ringfort.contract.control.v1.Ban;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BanList;
import org.ringfort.contract.control.v1.ToEdge;

/**
 * Tells one edge whom not to hear: all of it first, then what changes. Long lists go in parts that fit a message, so an edge
 * takes the first part for all and the rest for changes; those that last longest come first.
 */
final class BanTeller implements BanWatch.Follower {
    private static final int PART_BYTES = 1024 * 1024;
    private static final int PART_IDENTITIES = 10_000;
    private static final Instant NEVER = Instant.MAX;

    private final Predicate<ToEdge> edge;
    private final Clock clock;

    /** @param edge takes a message without blocking */
    BanTeller(Predicate<ToEdge> edge, Clock clock) {
        this.edge = edge;
        this.clock = clock;
    }

    @Override
    public void all(Collection<org.ringfort.app.defence.Ban> bans) {
        List<List<Ban>> parts = parts(bans);
        List<Ban> first = parts.isEmpty() ? List.of() : parts.getFirst();
        var _ = edge.test(ToEdge.newBuilder()
                .setBanList(BanList.newBuilder().addAllBans(first))
                .build());
        parts.stream().skip(1).forEach(part -> change(BanChange.newBuilder().addAllSet(part)));
    }

    @Override
    public void changed(List<org.ringfort.app.defence.Ban> set, List<org.ringfort.app.defence.Ban> over) {
        for (int from = 0; from < over.size(); from += PART_IDENTITIES) {
            change(BanChange.newBuilder()
                    .addAllLifted(over.subList(from, Math.min(over.size(), from + PART_IDENTITIES)).stream()
                            .map(ban -> ban.id().toString())
                            .toList()));
        }
        parts(set).forEach(part -> change(BanChange.newBuilder().addAllSet(part)));
    }

    private void change(BanChange.Builder change) {
        var _ = edge.test(ToEdge.newBuilder().setBanChange(change).build());
    }

    private List<List<Ban>> parts(Collection<org.ringfort.app.defence.Ban> bans) {
        List<List<Ban>> parts = new ArrayList<>();
        List<Ban> part = new ArrayList<>();
        int bytes = 0;
        for (Ban ban : words(bans)) {
            if (!part.isEmpty() && bytes + ban.getSerializedSize() > PART_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(ban);
            bytes += ban.getSerializedSize();
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private List<Ban> words(Collection<org.ringfort.app.defence.Ban> bans) {
        Instant now = clock.instant();
        return bans.stream()
                .sorted(Comparator.comparing((org.ringfort.app.defence.Ban ban) ->
                                ban.endsAt().orElse(NEVER))
                        .reversed())
                .map(ban -> words(ban, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Ban> words(org.ringfort.app.defence.Ban ban, Instant now) {
        long remaining =
                ban.endsAt().map(end -> Duration.between(now, end).toMillis()).orElse(0L);
        if (ban.endsAt().isPresent() && remaining <= 0) {
            return Optional.empty(); // has just ended; 0 would mean for ever
        }
        return Optional.of(Ban.newBuilder()
                .setBanId(ban.id().toString())
                .setNetwork(ban.network().toString())
                .setDomain(ban.account().map(AccountName::domain).orElse(""))
                .setUsername(ban.account().map(AccountName::username).orElse(""))
                .addAllSpared(ban.spared())
                .setRemainingMs(remaining)
                .build());
    }
}
