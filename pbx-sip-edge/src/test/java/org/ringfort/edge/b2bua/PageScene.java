package org.ringfort.edge.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.ringfort.contract.control.v1.CallLeg;
import org.ringfort.contract.control.v1.CallRecord;
import org.ringfort.contract.control.v1.Page;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.contract.media.v1.ConferRequest;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.HeaderName;

/** One phone that pages, and those that may hear it. */
abstract class PageScene extends CallScene {
    final Phone carol = edge.phone("103");
    final Phone dave = edge.phone("104");

    static Target.Builder target(Phone phone) {
        return EdgeBench.ring(20, phone).getRing().getTargets(0).toBuilder();
    }

    static Step page(int seconds, Phone... phones) {
        var page = Page.newBuilder().setPageId("page-1").setSeconds(seconds);
        Arrays.stream(phones).forEach(phone -> page.addTargets(target(phone)));
        return Step.newBuilder().setPage(page).setWhy("page group Shop").build();
    }

    static Plan.Builder byDave() {
        return Plan.newBuilder()
                .setCaller(Party.newBuilder()
                        .setNumber("104")
                        .setDisplayName("Dave")
                        .setDeviceId("device-104"));
    }

    /** Dave dials the group; he is answered before anybody else is asked. */
    PhoneCall pages(int seconds, Phone... phones) {
        edge.plan(byDave(), page(seconds, phones));
        PhoneCall call = dave.calls("880", "offer of dave");
        assertThat(call.hears(200).body().text()).isEqualTo("answer from media");
        call.acks();
        return call;
    }

    static PhoneCall answers(Phone phone) {
        PhoneCall call = phone.rings();
        call.answers(200, "answer of " + phone.number());
        call.hears(Method.ACK);
        return call;
    }

    void over(PhoneCall pager, PhoneCall... listeners) {
        hangUp(pager, listeners);
        edge.nothingLeft();
    }

    static void hangUp(PhoneCall pager, PhoneCall... listeners) {
        pager.hangsUp();
        pager.hears(200);
        for (PhoneCall listener : listeners) {
            listener.answers(listener.hears(Method.BYE), 200, "");
        }
    }

    List<ConferRequest> confers(boolean listening) {
        return edge.media.confers.stream()
                .filter(request -> request.getOrder().getListens() == listening)
                .toList();
    }

    static CallLeg leg(CallRecord record, String number) {
        return record.getLegsList().stream()
                .filter(leg -> leg.getNumber().equals(number))
                .findFirst()
                .orElseThrow();
    }

    /** Whatever the edge had to do before it read this it has done. */
    static void settled(PhoneCall pager) {
        pager.asks(Method.OPTIONS);
        pager.hears(200);
    }

    static boolean invited(Phone phone) {
        return phone.hasHeard(message -> message instanceof SipRequest request && request.is(Method.INVITE));
    }

    static String text(SipRequest request, String header) {
        return request.headers().text(HeaderName.of(header)).orElse("");
    }
}
