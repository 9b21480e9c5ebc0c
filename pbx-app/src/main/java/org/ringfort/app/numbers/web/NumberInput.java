package org.ringfort.app.numbers.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.NumberDraft;

/** What may be said of a number. */
record NumberInput(
        @NotNull @Size(min = 3, max = 16) String number,
        @NotNull @Valid DestinationInput destination,
        @Nullable @Size(max = 80) String label,
        @Nullable @Size(max = 500) List<@NotNull @Size(max = 20) String> presentedBy) {

    record DestinationInput(
            @NotNull Destination.Kind kind,
            @Nullable @Size(max = 20) String extension) {}

    NumberDraft draft() {
        return new NumberDraft(
                number,
                new Destination(destination.kind(), text(destination.extension())),
                text(label),
                presentedBy == null ? List.of() : presentedBy);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
