package org.ringfort.app.numbers.web;

import java.time.Instant;
import java.util.UUID;
import org.ringfort.app.numbers.RestingNumber;

record RestingNumberView(UUID id, String number, Instant until) {
    static RestingNumberView of(RestingNumber resting) {
        return new RestingNumberView(resting.id().value(), resting.number(), resting.until());
    }
}
