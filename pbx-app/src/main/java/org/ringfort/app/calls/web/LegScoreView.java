package org.ringfort.app.calls.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.LegScore;

record LegScoreView(
        @Schema(description = "A plain word for it; POOR as the alarm has it")
        LegScore.Grade grade,

        @Schema(description = "Opinion score (ITU-T G.107), 1.0 to 4.5")
        double mos,

        @Schema(description = "Packets that never came, of the worse direction; per cent of all")
        double lossPercent,

        int jitterMs,

        @Schema(description = "There and back; null where the phone has not reported") @Nullable
        Integer roundTripMs) {
    static LegScoreView of(LegScore score) {
        return new LegScoreView(
                score.grade(),
                score.mosTenths() / 10.0,
                score.lossPermille() / 10.0,
                score.jitterMillis(),
                score.roundTripMillis().orElse(null));
    }
}
