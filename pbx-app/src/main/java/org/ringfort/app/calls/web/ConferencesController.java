package org.ringfort.app.calls.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.calls.LiveConference;
import org.ringfort.app.calls.LiveConferences;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.push.Push;
import org.ringfort.app.platform.push.PushHub;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is in conference rooms now; what there is to say of a live call, and by its permission. */
@RestController
@RequestMapping("/api/v1/conferences")
@Tag(name = "conferences")
class ConferencesController {
    private final LiveConferences conferences;
    private final LiveCalls calls;
    private final PushHub hub;

    ConferencesController(LiveConferences conferences, LiveCalls calls, PushHub hub) {
        this.conferences = conferences;
        this.calls = calls;
        this.hub = hub;
    }

    @GetMapping
    @Requires(Permission.CALLS_READ)
    @Operation(
            summary = "List the conference rooms that people are in, with who is there, is muted, and speaks just now")
    Page<ConferenceView> listConferences() {
        List<ConferenceView> now = conferences.of(TenantScope.current()).stream()
                .map(this::view)
                .filter(conference -> !conference.participants().isEmpty())
                .toList();
        return new Page<>(now, null);
    }

    @EventListener
    void push(LiveConferences.ConferenceChanged news) {
        if (hub.anybodyOf(news.tenant())) {
            hub.tell(Push.of(
                    news.tenant(),
                    "conference",
                    Permission.CALLS_READ,
                    view(conferences.of(news.tenant(), news.room()))));
        }
    }

    private ConferenceView view(LiveConference conference) {
        return ConferenceView.of(conference, call -> calls.find(conference.tenant(), call));
    }
}
