package org.ringfort.app.cdr.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.CallerIdentity;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.cdr.CallOutcome;
import org.ringfort.app.cdr.CallRecord;

record CallRecordView(
        UUID id,
        Instant startedAt,
        @Nullable Instant rungAt,
        @Nullable Instant answeredAt,
        Instant endedAt,
        String caller,
        String callerName,
        String dialled,
        String connected,
        int status,
        CallOutcome outcome,
        boolean secure,
        EndedCall.HungUpBy hungUpBy,
        String endReason,
        String why,
        String rule,
        CallerIdentity identity) {

    static CallRecordView of(CallRecord record) {
        EndedCall call = record.call();
        return new CallRecordView(
                call.id().value(),
                call.startedAt(),
                call.rungAt().orElse(null),
                call.answeredAt().orElse(null),
                call.endedAt(),
                call.caller(),
                call.callerName(),
                call.dialled(),
                call.connected(),
                call.status(),
                record.outcome(),
                record.secure(),
                call.hungUpBy(),
                call.endReason(),
                call.why(),
                call.rule(),
                call.identity());
    }

    /** A record with its legs. */
    @Schema(name = "CallRecordDetailView")
    record Detailed(
            UUID id,
            Instant startedAt,
            @Nullable Instant rungAt,
            @Nullable Instant answeredAt,
            Instant endedAt,
            String caller,
            String callerName,
            String dialled,
            String connected,
            int status,
            CallOutcome outcome,
            boolean secure,
            EndedCall.HungUpBy hungUpBy,
            String endReason,
            String why,
            String rule,
            CallerIdentity identity,
            List<CallLegView> legs) {
        static Detailed of(CallRecord record) {
            CallRecordView row = CallRecordView.of(record);
            return new Detailed(
                    row.id,
                    row.startedAt,
                    row.rungAt,
                    row.answeredAt,
                    row.endedAt,
                    row.caller,
                    row.callerName,
                    row.dialled,
                    row.connected,
                    row.status,
                    row.outcome,
                    row.secure,
                    row.hungUpBy,
                    row.endReason,
                    row.why,
                    row.rule,
                    row.identity,
                    record.call().legs().stream().map(CallLegView::of).toList());
        }
    }
}
