package org.ringfort.app.numbers.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.PublicNumber;

record NumberView(
        UUID id,
        String number,
        Destination destination,
        String label,
        boolean proved,
        List<String> presentedBy,
        Instant createdAt,
        long version) {
    static NumberView of(PublicNumber number) {
        return new NumberView(
                number.id().value(),
                number.number(),
                number.destination(),
                number.label(),
                number.proved(),
                number.presentedBy(),
                number.createdAt(),
                number.version());
    }
}
