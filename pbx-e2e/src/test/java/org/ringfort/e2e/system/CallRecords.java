package org.ringfort.e2e.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The records of calls that began after a moment: what the tests before left behind is not among them. */
final class CallRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;
    private final Instant since;

    private CallRecords(Api api, Instant since) {
        this.api = api;
        this.since = since;
    }

    /** Of calls that begin from now on. */
    static CallRecords fromNow(DemoUnderTest demo) throws Exception {
        return new CallRecords(demo.api(), Instant.now());
    }

    /** The newest that fits, in the form of the list; waited for. */
    JsonNode await(Predicate<JsonNode> fits) throws InterruptedException {
        return api.await("/call-records?limit=50", record -> isNew(record) && fits.test(record), PATIENCE);
    }

    /** All there are now. */
    List<JsonNode> all() throws Exception {
        var all = new ArrayList<JsonNode>();
        for (JsonNode record : api.get("/call-records?limit=50").path("items")) {
            if (isNew(record)) {
                all.add(record);
            }
        }
        return all;
    }

    private boolean isNew(JsonNode record) {
        return !Instant.parse(record.path("startedAt").asString()).isBefore(since);
    }

    /** Whether these two talked, or tried to. */
    static Predicate<JsonNode> between(String caller, String dialled) {
        return record -> {
            String text = record.toString();
            return text.contains("\"" + caller + "\"") && text.contains("\"" + dialled + "\"");
        };
    }
}
