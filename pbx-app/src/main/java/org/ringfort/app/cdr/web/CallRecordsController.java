package org.ringfort.app.cdr.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.cdr.CallOutcome;
import org.ringfort.app.cdr.CallRecorded;
import org.ringfort.app.cdr.CallRecords;
import org.ringfort.app.cdr.RecordFilter;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.push.Push;
import org.ringfort.app.platform.push.PushHub;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/call-records")
@Tag(name = "call-records")
class CallRecordsController {
    private final CallRecords records;
    private final PushHub hub;

    CallRecordsController(CallRecords records, PushHub hub) {
        this.records = records;
        this.hub = hub;
    }

    @GetMapping
    @Requires(Permission.CALL_RECORDS_READ)
    @Operation(summary = "List call records, latest first")
    Page<CallRecordView> listCallRecords(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable CallOutcome outcome,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return records.list(new RecordFilter(from, to, number, outcome), Cursor.parse(cursor, limit))
                .map(CallRecordView::of);
    }

    @GetMapping("/{callId}")
    @Requires(Permission.CALL_RECORDS_READ)
    @Operation(summary = "Read a call record with its legs")
    CallRecordView.Detailed readCallRecord(@PathVariable UUID callId) {
        return records.find(callId).map(CallRecordView.Detailed::of).orElseThrow(Problem::notFound);
    }

    @EventListener
    void push(CallRecorded news) {
        hub.tell(Push.of(
                news.record().call().tenant(),
                "record",
                Permission.CALL_RECORDS_READ,
                CallRecordView.of(news.record())));
    }
}
