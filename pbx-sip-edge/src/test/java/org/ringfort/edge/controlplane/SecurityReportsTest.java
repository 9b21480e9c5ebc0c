package org.ringfort.edge.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.SecurityEvent;
import org.ringfort.contract.control.v1.Source;

/** Few are told of however many; what concerns two tenants is told to both. */
class SecurityReportsTest {
    private final List<SecurityEvent> told = new CopyOnWriteArrayList<>();

    private SecurityReports reports() {
        return new SecurityReports(Clock.systemUTC(), message -> told.add(heard(message)));
    }

    private static SecurityEvent heard(FromEdge message) {
        return message.getSecurityEvent();
    }

    private static SecurityEvent.Builder missed(String tenant, String call) {
        return SecurityEvent.newBuilder()
                .setName("recording.missed")
                .setTenantId(tenant)
                .setDetail(call);
    }

    private static SecurityEvent.Builder refused(String tenant, String why) {
        return SecurityEvent.newBuilder()
                .setName("call.media_refused")
                .setTenantId(tenant)
                .setSource(Source.newBuilder().setAddress("198.51.100.7"))
                .setDetail(why);
    }

    @Test
    void each_tenant_hears_what_concerns_it_and_of_each_call() {
        SecurityReports reports = reports();
        reports.report(missed("tenant-1", "call-1"));
        reports.report(missed("tenant-2", "call-2"));
        reports.report(missed("tenant-2", "call-3"));
        reports.report(missed("tenant-2", "call-3"));
        assertThat(told).extracting(SecurityEvent::getTenantId).containsExactly("tenant-1", "tenant-2", "tenant-2");
        assertThat(told).extracting(SecurityEvent::getDetail).containsExactly("call-1", "call-2", "call-3");
    }

    @Test
    void of_what_somebody_outside_can_make_one_of_a_kind_is_told_whatever_its_words() {
        SecurityReports reports = reports();
        reports.report(refused("tenant-1", "one"));
        reports.report(refused("tenant-1", "another"));
        reports.report(refused("tenant-2", "one"));
        assertThat(told).extracting(SecurityEvent::getTenantId).containsExactly("tenant-1", "tenant-2");
    }
}
