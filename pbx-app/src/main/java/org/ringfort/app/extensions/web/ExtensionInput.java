package org.ringfort.app.extensions.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.VoicemailSettings;

/** What may be said of an extension; its number stays once given. */
record ExtensionInput(
        @NotNull @Pattern(regexp = "[0-9]{2,8}", message = "give 2 to 8 digits")
        String number,

        @NotNull @Size(min = 1, max = 80) String displayName,
        boolean enabled,
        @NotNull @Valid VoicemailInput voicemail) {

    record VoicemailInput(boolean enabled, @Min(5) @Max(120) int afterSeconds) {}

    ExtensionDraft draft() {
        return new ExtensionDraft(
                number, displayName, enabled, new VoicemailSettings(voicemail.enabled(), voicemail.afterSeconds()));
    }
}
