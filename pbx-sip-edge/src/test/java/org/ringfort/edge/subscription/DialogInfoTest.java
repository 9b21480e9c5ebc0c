package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringfort.edge.lamps.CallSeen.Direction;
import org.ringfort.edge.lamps.CallSeen.Party;
import org.ringfort.edge.lamps.CallSeen.Phase;
import org.ringfort.edge.lamps.CallSeen.Side;
import org.ringfort.edge.lamps.Handle;
import org.ringfort.edge.lamps.LampBoard.Lamp;
import org.ringfort.protocol.sip.address.SipUri;

/** Documents that phones read, whatever the names in them. */
class DialogInfoTest {
    private static final SipUri ENTITY = SipUri.parse("sip:102@acme.example").orElseThrow();

    private static Lamp lamp(Phase phase, boolean held, Party other) {
        return new Lamp(
                "id-1",
                new Side("102", Direction.RECIPIENT, phase, held, other),
                Optional.of(new Handle("call-1", "local-1", "remote-1")));
    }

    private static DialogDocument read(String name, List<Lamp> lamps, String... ended) {
        return DialogDocument.read(new DialogInfo(ENTITY, name, 7, lamps, List.of(ended)).body());
    }

    @Example
    void rfc4235_4_1_all_that_is_known_and_what_has_ended() {
        DialogDocument document =
                read("Bob", List.of(lamp(Phase.CONFIRMED, true, new Party("+4930901820", "Carla"))), "id-0");
        assertThat(document.version()).isEqualTo(7);
        assertThat(document.state()).isEqualTo("full");
        assertThat(document.entity()).isEqualTo("sip:102@acme.example");
        assertThat(document.said()).containsExactly("recipient confirmed sip:+4930901820@acme.example", "terminated");
        DialogDocument.Dialog dialog = document.dialogs().getFirst();
        assertThat(dialog.id()).isEqualTo("id-1");
        assertThat(dialog.name()).isEqualTo("Bob");
        assertThat(dialog.otherName()).isEqualTo("Carla");
        assertThat(dialog.rendering()).isEqualTo("no");
        assertThat(document.dialogs().getLast().id()).isEqualTo("id-0");
    }

    @Example
    void nobody_in_no_call() {
        assertThat(read("", List.of()).dialogs()).isEmpty();
    }

    @Example
    void rfc3323_4_1_1_3_who_is_not_to_be_named_is_not() {
        assertThat(read("", List.of(lamp(Phase.EARLY, false, Party.NOBODY))).said())
                .containsExactly("recipient early sip:anonymous@anonymous.invalid");
    }

    @Property(tries = 300)
    void no_name_breaks_out_of_its_place(@ForAll("names") String name, @ForAll("names") String number) {
        DialogDocument.Dialog dialog = read(name, List.of(lamp(Phase.TRYING, false, new Party("1" + number, name))))
                .dialogs()
                .getFirst();
        assertThat(dialog.name()).isEqualTo(legible(name));
        assertThat(dialog.otherName()).isEqualTo(legible(name));
        assertThat(dialog.other()).startsWith("sip:1").endsWith("@acme.example");
        assertThat(dialog.state()).isEqualTo("trying");
    }

    /** As XML can hold it: what stands for itself, a blank for what breaks lines, a mark for what is no character. */
    private static String legible(String name) {
        var out = new StringBuilder();
        name.codePoints().forEach(point -> {
            boolean breaks = Character.getType(point) == Character.CONTROL
                    || Character.getType(point) == Character.LINE_SEPARATOR
                    || Character.getType(point) == Character.PARAGRAPH_SEPARATOR;
            boolean none = Character.getType(point) == Character.SURROGATE || (point & 0xFFFE) == 0xFFFE;
            out.appendCodePoint(breaks ? ' ' : none ? 0xFFFD : point);
        });
        return out.toString();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(20),
                Arbitraries.strings()
                        .withChars('<', '>', '&', '"', '\'', ';', ']', '!', '-', '\u0000', '\n', '\uD800', '\uFFFE')
                        .ofMaxLength(12),
                Arbitraries.of("\"/><dialog id=\"x\"><state>early</state></dialog>", "]]>", "&amp;", "<!DOCTYPE a>"));
    }
}
