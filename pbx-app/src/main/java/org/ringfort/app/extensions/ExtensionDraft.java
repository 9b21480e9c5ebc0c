package org.ringfort.app.extensions;

/** What can be said of an extension by those who administer it; see {@link Extension}. */
public record ExtensionDraft(String number, String displayName, boolean enabled, VoicemailSettings voicemail) {}
