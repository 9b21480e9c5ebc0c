package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringfort.contract.control.v1.RegisteredPhone;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.contract.control.v1.SubscribeReply;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.phone.EdgeBench;
import org.ringfort.edge.phone.Phone;
import org.ringfort.edge.phone.PhoneCall;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.Expires;
import org.ringfort.protocol.sip.header.RetryAfter;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Event package reg: which phones of an extension are registered, told in full and then what changes. */
class RegistrationEventsTest {
    private final EdgeBench edge = new EdgeBench();
    private final Phone desk = edge.phone("103", "198.51.100.8");

    @AfterEach
    void end() {
        edge.close();
    }

    private record Told(long version, String state, String registration, List<String> contacts, String text) {}

    private static RegisteredPhone phone(String id, int q) {
        return RegisteredPhone.newBuilder()
                .setId(id)
                .setQ(q)
                .setInstanceId("urn:uuid:of-" + id)
                .build();
    }

    private void grants(String tenant, String watcher, RegisteredPhone... phones) {
        edge.app.onSubscribe = asked -> SubscribeReply.newBuilder()
                .setSubscribed(Subscribed.newBuilder()
                        .setTenantId(tenant)
                        .setExtension(asked.getUser())
                        .setWatcher(watcher)
                        .setExpiresSeconds((int) asked.getExpiresSeconds())
                        .addAllPhones(List.of(phones)))
                .build();
    }

    private PhoneCall watches() {
        PhoneCall watch = desk.watches("102", "reg", 600);
        watch.hears(200);
        return watch;
    }

    private void happens(String tenant, RegisteredPhone phone, RegistrationChanged.What what) {
        edge.app.say(ToEdge.newBuilder()
                .setRegistrationChanged(RegistrationChanged.newBuilder()
                        .setTenantId(tenant)
                        .setExtension("102")
                        .setPhone(phone)
                        .setWhat(what))
                .build());
    }

    private static Told isTold(PhoneCall watch) {
        SipRequest notify = watch.hears(Method.NOTIFY);
        watch.answers(notify, 200, "");
        return read(notify);
    }

    private static Told read(SipRequest notify) {
        assertThat(notify.headers().contentType().orElseThrow().subtype()).isEqualTo("reginfo+xml");
        try {
            Element root = DialogDocument.valid(notify.body(), "/rfc3680/reginfo.xsd");
            Element registration =
                    (Element) root.getElementsByTagNameNS("*", "registration").item(0);
            assertThat(registration.getAttribute("aor")).isEqualTo("sip:102@acme.example");
            List<String> contacts = new ArrayList<>();
            NodeList all = root.getElementsByTagNameNS("*", "contact");
            for (int i = 0; i < all.getLength(); i++) {
                Element contact = (Element) all.item(i);
                contacts.add(contact.getAttribute("id") + " " + contact.getAttribute("state") + " "
                        + contact.getAttribute("event") + " " + contact.getAttribute("q"));
            }
            return new Told(
                    Long.parseLong(root.getAttribute("version")),
                    root.getAttribute("state"),
                    registration.getAttribute("state"),
                    contacts,
                    notify.body().text());
        } catch (SAXException | IOException | ParserConfigurationException invalid) {
            throw new AssertionError(notify.body().text(), invalid);
        }
    }

    @Test
    void rfc3680_4_7_all_at_first_then_what_has_changed() {
        grants("tenant-1", "103", phone("a", 1000), phone("b", 500));
        PhoneCall watch = watches();
        Told first = isTold(watch);
        assertThat(first.version()).isZero();
        assertThat(first.state()).isEqualTo("full");
        assertThat(first.registration()).isEqualTo("active");
        assertThat(first.contacts())
                .containsExactlyInAnyOrder("a active registered 1.000", "b active registered 0.500");
        happens("tenant-1", phone("c", 1000), RegistrationChanged.What.WHAT_REGISTERED);
        Told second = isTold(watch);
        assertThat(second.version()).isEqualTo(1);
        assertThat(second.state()).isEqualTo("partial");
        assertThat(second.contacts()).containsExactly("c active registered 1.000");
        happens("tenant-1", phone("a", 1000), RegistrationChanged.What.WHAT_UNREGISTERED);
        assertThat(isTold(watch).contacts()).containsExactly("a terminated unregistered 1.000");
        happens("tenant-1", phone("b", 500), RegistrationChanged.What.WHAT_DEACTIVATED);
        assertThat(isTold(watch).contacts()).containsExactly("b terminated deactivated 0.500");
        happens("tenant-1", phone("c", 1000), RegistrationChanged.What.WHAT_REJECTED);
        Told last = isTold(watch);
        assertThat(last.contacts()).containsExactly("c terminated rejected 1.000");
        assertThat(last.registration()).isEqualTo("terminated");
    }

    @Test
    void rfc3680_5_2_nobody_was_ever_registered() {
        grants("tenant-1", "103");
        Told first = isTold(watches());
        assertThat(first.registration()).isEqualTo("init");
        assertThat(first.contacts()).isEmpty();
    }

    @Test
    void rfc3680_4_6_2_who_asks_anew_is_told_all_of_it_and_what_went_unseen_is_gone() {
        grants("tenant-1", "103", phone("a", 1000), phone("b", 1000));
        PhoneCall watch = watches();
        isTold(watch);
        grants("tenant-1", "103", phone("b", 1000));
        watch.asks(Method.SUBSCRIBE, Event.of("reg"), new Expires(600));
        Told again = isTold(watch);
        assertThat(again.state()).isEqualTo("full");
        assertThat(again.version()).isEqualTo(1);
        assertThat(again.contacts()).containsExactly("b active registered 1.000");
    }

    @Test
    void what_a_phone_could_not_take_is_told_again_and_whole() {
        grants("tenant-1", "103", phone("a", 1000));
        PhoneCall watch = watches();
        isTold(watch);
        happens("tenant-1", phone("b", 1000), RegistrationChanged.What.WHAT_REGISTERED);
        SipRequest refused = watch.hears(Method.NOTIFY);
        watch.answers(refused, 503, "", new RetryAfter(1));
        Told again = isTold(watch);
        assertThat(again.state()).isEqualTo("full");
        assertThat(again.contacts())
                .containsExactlyInAnyOrder("a active registered 1.000", "b active registered 1.000");
    }

    @Test
    void news_of_another_tenant_reach_nobody() {
        grants("tenant-1", "103", phone("a", 1000));
        PhoneCall watch = watches();
        isTold(watch);
        happens("tenant-2", phone("x", 1000), RegistrationChanged.What.WHAT_REGISTERED);
        happens("tenant-1", phone("b", 1000), RegistrationChanged.What.WHAT_REGISTERED);
        assertThat(isTold(watch).contacts()).containsExactly("b active registered 1.000");
    }

    @Test
    void which_device_it_is_is_told_to_the_extension_itself_alone() {
        grants("tenant-1", "103", phone("a", 1000));
        assertThat(isTold(watches()).text()).doesNotContain("urn:uuid", "10.0.0.99", "transport=");
        grants("tenant-1", "102", phone("a", 1000));
        Phone own = edge.phone("102");
        PhoneCall watch = own.watches("102", "reg", 600);
        watch.hears(200);
        assertThat(isTold(watch).text()).contains("urn:uuid:of-a").doesNotContain("10.0.0.99", "transport=");
    }

    @Test
    void rfc6665_4_4_1_who_ends_it_is_told_once_more_and_nothing_is_kept() {
        grants("tenant-1", "103", phone("a", 1000));
        PhoneCall watch = watches();
        isTold(watch);
        assertThat(edge.conversations.subscriptions().registrations()).isEqualTo(1);
        watch.asks(Method.SUBSCRIBE, Event.of("reg"), new Expires(0));
        watch.hears(200);
        SipRequest last = watch.hears(Method.NOTIFY);
        watch.answers(last, 200, "");
        assertThat(last.headers().subscriptionState().orElseThrow().isTerminated())
                .isTrue();
        Until.equal(0, edge.conversations.subscriptions()::registrations);
        Until.equal(0, edge.conversations.subscriptions()::running);
    }
}
