package org.ringfort.app.supervision;

/** What can be said of a grant by those who administer it; see {@link Grant}. */
public record GrantDraft(String supervisor, String supervised, Reach may, boolean tone) {}
