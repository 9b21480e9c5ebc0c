package org.ringfort.edge.boot;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ringfort.contract.control.v1.BanChange;
import org.ringfort.contract.control.v1.BanList;
import org.ringfort.edge.admission.Account;
import org.ringfort.edge.admission.Ban;
import org.ringfort.edge.admission.Bans;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.process.config.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bans as the app words them, handed to where they are carried out. What cannot be read is left out and logged, never guessed. */
final class BanOrders {
    private static final Logger LOG = LoggerFactory.getLogger(BanOrders.class);

    private final Consumer<Consumer<Bans>> carriedOut;

    /**
     * @param carriedOut does what it is given to the bans, and then what follows from it
     */
    BanOrders(Consumer<Consumer<Bans>> carriedOut) {
        this.carriedOut = carriedOut;
    }

    void all(BanList list) {
        List<Ban> read = read(list.getBansList());
        carriedOut.accept(bans -> bans.replace(read));
    }

    void change(BanChange change) {
        List<Ban> read = read(change.getSetList());
        carriedOut.accept(bans -> bans.change(read, change.getLiftedList()));
    }

    private static List<Ban> read(Collection<org.ringfort.contract.control.v1.Ban> bans) {
        return bans.stream().flatMap(ban -> read(ban).stream()).toList();
    }

    private static Optional<Ban> read(org.ringfort.contract.control.v1.Ban ban) {
        try {
            boolean everybody = ban.getDomain().isEmpty() && ban.getUsername().isEmpty();
            return Optional.of(new Ban(
                    ban.getBanId(),
                    Network.parse(ban.getNetwork()),
                    everybody ? Optional.empty() : Optional.of(new Account(ban.getDomain(), ban.getUsername())),
                    Set.copyOf(ban.getSparedList()),
                    ban.getRemainingMs() == 0
                            ? Optional.empty()
                            : Optional.of(Duration.ofMillis(ban.getRemainingMs() & Long.MAX_VALUE))));
        } catch (IllegalArgumentException noNetwork) {
            LOG.atError()
                    .addKeyValue(Fields.EVENT_REASON, noNetwork.getMessage())
                    .log("a ban of the app cannot be carried out");
            return Optional.empty();
        }
    }
}
