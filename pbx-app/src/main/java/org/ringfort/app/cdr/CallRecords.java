package org.ringfort.app.cdr;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.ringfort.app.calls.CallsEnded;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.calls.HelpCalls;
import org.ringfort.app.cdr.store.CallRecordStore;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Keeps call records. */
@Service
public class CallRecords {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecords.class);

    private final CallRecordStore store;
    private final TenantTransactions transactions;
    private final HelpCalls help;
    private final ApplicationEventPublisher listeners;

    CallRecords(
            CallRecordStore store,
            TenantTransactions transactions,
            HelpCalls help,
            ApplicationEventPublisher listeners) {
        this.store = store;
        this.transactions = transactions;
        this.help = help;
        this.listeners = listeners;
    }

    /** Returns after commit, or throws: then none of them is kept, and the edge delivers them again. */
    @EventListener
    void keep(CallsEnded ended) {
        Map<TenantId, List<CallRecord>> byTenant = ended.calls().stream()
                .map(call -> new CallRecord(call, CallOutcome.of(call), CallOutcome.secure(call)))
                .collect(
                        groupingBy( // in one order, so that no two batches wait for each other's audit trails
                                record -> record.call().tenant(),
                                () -> new TreeMap<>(Comparator.comparing(TenantId::toString)),
                                toList()));
        List<CallRecord> added = new ArrayList<>();
        transactions.each(byTenant.keySet(), tenant -> {
            List<CallRecord> kept = store.add(byTenant.getOrDefault(tenant, List.of()));
            kept.forEach(record -> help.ended(record.call()));
            added.addAll(kept);
        });
        added.forEach(this::tell);
    }

    private void tell(CallRecord record) {
        EndedCall call = record.call();
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.CALL_RECORDED)
                .addKeyValue(Fields.EVENT_OUTCOME, record.outcome() == CallOutcome.FAILED ? "failure" : "success")
                .addKeyValue(Fields.EVENT_REASON, call.endReason())
                .addKeyValue(Fields.TENANT, call.tenant().toString())
                .addKeyValue(Fields.CALL_ID, call.id().toString())
                .addKeyValue(Fields.SIP_STATUS, call.status())
                .log("A call was recorded");
        listeners.publishEvent(new CallRecorded(record));
    }

    /** The current tenant's, latest first, without legs. */
    public Page<CallRecord> list(RecordFilter filter, Cursor cursor) {
        return transactions.current(() -> Page.of(store.list(filter, cursor), cursor.limit(), CallRecordStore::key));
    }

    /** One of the current tenant's, with its legs. */
    public Optional<CallRecord> find(UUID id) {
        return transactions.current(() -> store.find(id));
    }
}
