package org.ringfort.app.calls.grpc;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringfort.app.applications.Application;
import org.ringfort.app.applications.Application.Visit;
import org.ringfort.app.applications.CallerGone;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets applications converse, each call on a virtual thread of its own. */
final class Conversations {
    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    private final Map<String, Application> byName;

    Conversations(List<Application> applications) {
        byName = applications.stream().collect(Collectors.toMap(Application::name, Function.identity()));
    }

    /** Begins one; {@code over} runs when it has ended, however. */
    void begin(ApplicationOpened opened, VerbCaller caller, Runnable over) {
        Visit visit = new Visit(
                CallId.parse(opened.getCallId()),
                TenantId.parse(opened.getTenantId()),
                opened.getCaller().getNumber(),
                opened.getCaller().getDisplayName(),
                opened.getDialled(),
                opened.getArgument().toStringUtf8());
        Thread.ofVirtual().name("conversation-" + opened.getCallId()).start(() -> {
            try {
                converse(opened.getName(), visit, caller);
            } finally {
                over.run();
            }
        });
    }

    private void converse(String name, Visit visit, VerbCaller caller) {
        Application application = byName.get(name);
        if (application == null) {
            caller.hangUp("no application is called " + name);
            return;
        }
        line(Events.CONVERSATION_BEGAN, name, visit, "");
        String end = "done";
        try {
            application.converse(visit, caller);
        } catch (CallerGone gone) {
            end = String.valueOf(gone.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("A conversation failed", bug);
            end = "failed";
        } finally {
            caller.hangUp(end);
            line(Events.CONVERSATION_ENDED, name, visit, end);
        }
    }

    private static void line(String event, String name, Visit visit, String reason) {
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, event)
                .addKeyValue(Fields.EVENT_REASON, reason)
                .addKeyValue(Fields.TENANT, visit.tenant().toString())
                .addKeyValue(Fields.CALL_ID, visit.call().toString())
                .addKeyValue("ringfort.application", name)
                .log("A conversation");
    }
}
