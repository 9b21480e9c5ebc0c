package org.ringfort.app.certificates;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a device came by its certificate. */
public enum Obtained {
    /** An administrator handed its request in. */
    ADMINISTRATOR,
    /** The device did, with a password for this one time. */
    ENROLMENT_PASSWORD,
    /** The device did, over a connection that its certificate before this one has proved. */
    RENEWAL;

    /** {@code administrator}, {@code enrolment-password}, {@code renewal}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
