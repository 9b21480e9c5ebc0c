package org.ringfort.media.session;

import java.util.Optional;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.relay.LegFigures;

/** A leg as agreed and as measured. */
public record LegReport(String legId, Optional<Agreement> agreement, LegFigures figures) {}
