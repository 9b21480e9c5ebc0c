package org.ringfort.app.identity;

import java.util.Optional;
import org.ringfort.app.platform.access.Role;

/** What can be said of somebody who signs in; see {@link Administrator}. */
public record AdministratorDraft(String displayName, Role role, Optional<String> extension, boolean enabled) {}
