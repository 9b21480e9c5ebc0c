package org.ringfort.app.issuers;

import org.ringfort.kernel.id.TenantId;

/** A tenant's token issuer changed; published in the transaction that did it. */
public record TokenIssuerChanged(TenantId tenant, TokenIssuer issuer) {}
