package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.conferences.RoomDraft;
import org.ringfort.app.conferences.Rooms;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.recordings.CallRecordings;
import org.ringfort.app.recordings.RoomRecordingMode;
import org.ringfort.app.recordings.RoomRecordings;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.contract.control.v1.ApplicationOpened;
import org.ringfort.contract.control.v1.Collected;
import org.ringfort.contract.control.v1.FromEdge;
import org.ringfort.contract.control.v1.Party;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.ToEdge;
import org.ringfort.contract.control.v1.Verb;
import org.ringfort.contract.control.v1.VerbDone;
import org.ringfort.contract.sound.v1.ConferenceEnd;
import org.ringfort.contract.sound.v1.ConferenceOrder;
import org.ringfort.contract.sound.v1.RecordingOrder;
import org.ringfort.contract.sound.v1.Sound;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.beans.factory.annotation.Autowired;

/** Who comes into a conference room, and as what; and who does not. */
class ConferenceIT extends VoiceIT {
    private static final String PIN = "480915";
    private static final String MODERATOR_PIN = "715380";

    @Autowired
    Rooms rooms;

    @Autowired
    RoomRecordings roomRecordings;

    @Autowired
    CallRecordings recordings;

    @Autowired
    Audit audit;

    private Room room(String pin, String moderatorPin) {
        return TenantScope.call(
                tenant.id(),
                () -> rooms.create(new RoomDraft(
                        "800",
                        "Board",
                        Optional.of(Secret.ofText(pin)),
                        Optional.of(Secret.ofText(moderatorPin)),
                        true,
                        !moderatorPin.isEmpty(),
                        true,
                        20)));
    }

    private void comes(Tenant whose, String argument) {
        edge.tell(FromEdge.newBuilder()
                .setApplicationOpened(ApplicationOpened.newBuilder()
                        .setCallId(CallId.next().toString())
                        .setLegId("leg-1")
                        .setTenantId(whose.id().toString())
                        .setName("conference")
                        .setArgument(ByteString.copyFromUtf8(argument))
                        .setCaller(Party.newBuilder().setNumber("101"))
                        .setDialled("800")));
    }

    private Verb verb(Verb.KindCase kind) throws InterruptedException {
        Verb verb = edge.hear(ToEdge.EventCase.VERB).getVerb();
        assertThat(verb.getKindCase()).isEqualTo(kind);
        return verb;
    }

    private void done(Verb verb, VerbDone.Builder outcome) {
        edge.tell(FromEdge.newBuilder()
                .setVerbDone(outcome.setCallId(verb.getCallId()).setVerbId(verb.getVerbId())));
    }

    private void typed(String digits, String... asked) throws InterruptedException {
        Verb verb = verb(Verb.KindCase.COLLECT);
        assertThat(verb.getCollect().getPromptList())
                .extracting(Sound::getPrompt)
                .containsExactly(asked);
        done(verb, VerbDone.newBuilder().setCollected(Collected.newBuilder().setDigits(digits)));
    }

    private void told(String... prompts) throws InterruptedException {
        Verb verb = verb(Verb.KindCase.PLAY);
        assertThat(verb.getPlay().getSoundsList()).extracting(Sound::getPrompt).containsExactly(prompts);
        done(verb, VerbDone.newBuilder().setPlayed(""));
        verb(Verb.KindCase.HANG_UP);
    }

    @Test
    void the_number_leads_there_for_the_tenant_and_nobody_else() {
        Room room = room(PIN, MODERATOR_PIN);
        TestPhone phone = phone("101", false);
        Plan plan = phone.route(phone.call("800")).getPlan();
        assertThat(plan.getRule()).isEqualTo("conference");
        assertThat(plan.getSteps(0).getApplication().getName()).isEqualTo("conference");
        assertThat(plan.getSteps(0).getApplication().getArgument().toStringUtf8())
                .isEqualTo(room.id().toString());

        elsewhere();
        TestPhone stranger = phone("101", false);
        assertThat(stranger.route(stranger.call("800")).getPlan().getRule()).isEqualTo("unknown-number");
    }

    /** From now on the tenant is another. */
    private void elsewhere() {
        tenant = TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create("other-" + tenant.domain(), new TenantDraft("Other", List.of(), true, 100, 10)));
    }

    @Test
    void a_room_opens_under_its_own_tenant_alone() throws Exception {
        Room room = room(PIN, MODERATOR_PIN);
        elsewhere();
        comes(tenant, room.id().toString());
        told("not-available", "goodbye");
    }

    @Test
    void each_pin_makes_what_it_is_for() throws Exception {
        Room room = room(PIN, MODERATOR_PIN);
        comes(tenant, room.id().toString());
        typed("111222", "conf-enter-pin");
        typed(PIN, "conf-wrong-pin", "conf-enter-pin");
        ConferenceOrder order = verb(Verb.KindCase.CONFER).getConfer();
        assertThat(order.getConferenceId()).isEqualTo(tenant.id() + "/" + room.id());
        assertThat(order.getModerator()).isFalse();
        assertThat(order.getMuted()).isTrue();
        assertThat(order.getWaitsForModerator()).isTrue();
        assertThat(order.getMost()).isEqualTo(20);

        comes(tenant, room.id().toString());
        typed(MODERATOR_PIN, "conf-enter-pin");
        Verb confer = verb(Verb.KindCase.CONFER);
        assertThat(confer.getConfer().getModerator()).isTrue();
        assertThat(confer.getConfer().getMuted()).isFalse();
        done(confer, VerbDone.newBuilder().setConferred(ConferenceEnd.CONFERENCE_END_ENDED));
        told("conf-ended", "goodbye");
    }

    @Test
    void without_a_pin_all_come_in_and_a_moderator_says_so() throws Exception {
        Room room = room("", MODERATOR_PIN);
        comes(tenant, room.id().toString());
        typed("", "conf-enter-pin-or-hash");
        assertThat(verb(Verb.KindCase.CONFER).getConfer().getModerator()).isFalse();
        comes(tenant, room.id().toString());
        typed(MODERATOR_PIN, "conf-enter-pin-or-hash");
        assertThat(verb(Verb.KindCase.CONFER).getConfer().getModerator()).isTrue();
    }

    @Test
    void a_recorded_room_orders_its_recording_which_is_listed_with_its_name() throws Exception {
        Room room = room("", "");
        comes(tenant, room.id().toString());
        assertThat(verb(Verb.KindCase.CONFER).getConfer().hasRecording()).isFalse();
        here(() -> roomRecordings.change(room.id(), RoomRecordingMode.ALWAYS));
        comes(tenant, room.id().toString());
        RecordingOrder order = verb(Verb.KindCase.CONFER).getConfer().getRecording();
        assertThat(order.getBeep()).as("whoever is recorded hears it").isTrue();
        comes(tenant, room.id().toString());
        assertThat(verb(Verb.KindCase.CONFER).getConfer().getRecording().getDataKey())
                .as("a key of its own")
                .isNotEqualTo(order.getDataKey());

        byte[] octets = MediaForm.encrypted(order, MediaForm.tone());
        assertThat(edge.deliver(MediaForm.facts(order, octets), octets).getStored())
                .isTrue();
        assertThat(here(() -> recordings.list(Optional.empty(), Cursor.parse(null, null)))
                        .items())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.room()).contains("Board");
                    assertThat(one.caller()).isEqualTo("101");
                    assertThat(one.dialled()).isEqualTo("800");
                    assertThat(here(() -> recordings.hear(one.id()))).isEqualTo(MediaForm.tone());
                });
        here(() -> {
            rooms.delete(room.id());
            return true;
        });
        assertThat(transactions.<Long>in(
                        tenant.id(),
                        () -> jdbc.sql("select count(*) from recordings.room")
                                .query(Long.class)
                                .single()))
                .as("goes with its room")
                .isZero();
    }

    private <T> T here(Supplier<T> work) {
        return TenantScope.call(tenant.id(), work::get);
    }

    @Test
    void who_is_turned_away_hears_why() throws Exception {
        Room room = room("", "");
        comes(tenant, room.id().toString());
        done(verb(Verb.KindCase.CONFER), VerbDone.newBuilder().setConferred(ConferenceEnd.CONFERENCE_END_FULL));
        told("conf-full", "goodbye");
        comes(tenant, room.id().toString());
        done(verb(Verb.KindCase.CONFER), VerbDone.newBuilder().setConferred(ConferenceEnd.CONFERENCE_END_LOCKED));
        told("conf-locked", "goodbye");
    }

    @Test
    void whoever_guesses_ends_up_before_a_locked_door() throws Exception {
        Room room = room(PIN, MODERATOR_PIN);
        for (int calls = 0; calls < 3; calls++) {
            comes(tenant, room.id().toString());
            typed("111222", "conf-enter-pin");
            typed("111223", "conf-wrong-pin", "conf-enter-pin");
            typed("111224", "conf-wrong-pin", "conf-enter-pin");
            told("conf-wrong-pin", "goodbye");
        }
        comes(tenant, room.id().toString());
        typed("111225", "conf-enter-pin");
        told("conf-pins-locked", "goodbye");
        comes(tenant, room.id().toString());
        typed(PIN, "conf-enter-pin");
        told("conf-pins-locked", "goodbye");
        TenantScope.call(tenant.id(), () -> {
            assertThat(audit.list(new Audit.Filter("conference.pin_locked", null, null), Cursor.parse(null, null))
                            .items())
                    .isNotEmpty();
            return true;
        });
    }

    /** Each call ends with the participants' PIN, which says nothing about the other. */
    @Test
    void who_knows_the_participants_pin_does_not_guess_the_moderators_at_leisure() throws Exception {
        Room room = room(PIN, MODERATOR_PIN);
        for (int calls = 0; calls < 4; calls++) {
            comes(tenant, room.id().toString());
            typed("111222", "conf-enter-pin");
            typed("111223", "conf-wrong-pin", "conf-enter-pin");
            typed(PIN, "conf-wrong-pin", "conf-enter-pin");
            assertThat(verb(Verb.KindCase.CONFER).getConfer().getModerator()).isFalse();
        }
        comes(tenant, room.id().toString());
        typed(MODERATOR_PIN, "conf-enter-pin");
        assertThat(verb(Verb.KindCase.CONFER).getConfer().getModerator())
                .as("eight wrong ones, and a moderator ends the count")
                .isTrue();
        for (int calls = 0; calls < 4; calls++) {
            comes(tenant, room.id().toString());
            typed("111222", "conf-enter-pin");
            typed("111223", "conf-wrong-pin", "conf-enter-pin");
            typed(PIN, "conf-wrong-pin", "conf-enter-pin");
            assertThat(verb(Verb.KindCase.CONFER).getConfer().getModerator()).isFalse();
        }
        comes(tenant, room.id().toString());
        typed("111222", "conf-enter-pin");
        typed("111223", "conf-wrong-pin", "conf-enter-pin");
        told("conf-pins-locked", "goodbye");
    }
}
