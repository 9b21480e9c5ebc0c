package org.ringfort.app.defence;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Bans and proofs that no longer count are forgotten. */
@Component
class DefenceKeeping {
    private final Court court;

    DefenceKeeping(Court court) {
        this.court = court;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void sweep() {
        court.sweep();
    }
}
