package org.ringfort.app.voicemail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mailboxes behave.
 *
 * @param longest of one message; 5 to 200 seconds, so that it fits one play; default 180 s
 * @param silence that ends a message; 1 to 60 seconds; default 8 s
 * @param shortest kept at all: what is shorter is somebody who hung up at the beep; default 1 s
 * @param mostMessages in one mailbox; 1 to 10,000; default 100
 * @param kept how long, heard or not; 1 to 3650 days; default 90 days
 * @param pinTries wrong PINs in a row that lock a mailbox; 3 to 10; default 5
 * @param pinLock for how long; default 15 minutes
 */
@ConfigurationProperties("ringfort.voicemail")
public record MailboxSettings(
        @DefaultValue("180s") Duration longest,
        @DefaultValue("8s") Duration silence,
        @DefaultValue("1s") Duration shortest,
        @DefaultValue("100") int mostMessages,
        @DefaultValue("90d") Duration kept,
        @DefaultValue("5") int pinTries,
        @DefaultValue("15m") Duration pinLock) {
    /** Refuses what cannot work, by name. */
    public MailboxSettings {
        within("longest", longest, Duration.ofSeconds(5), Duration.ofSeconds(200));
        within("silence", silence, Duration.ofSeconds(1), Duration.ofSeconds(60));
        within("shortest", shortest, Duration.ZERO, Duration.ofSeconds(10));
        within("kept", kept, Duration.ofDays(1), Duration.ofDays(3650));
        within("pin-lock", pinLock, Duration.ofMinutes(1), Duration.ofDays(1));
        within("most-messages", mostMessages, 1, 10_000);
        within("pin-tries", pinTries, 3, 10);
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "ringfort.voicemail." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "ringfort.voicemail." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
