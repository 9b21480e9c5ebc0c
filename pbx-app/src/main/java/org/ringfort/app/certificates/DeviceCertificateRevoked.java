package org.ringfort.app.certificates;

import org.ringfort.kernel.id.TenantId;

/** A certificate counts for nothing any more; published in the transaction that did it. */
public record DeviceCertificateRevoked(TenantId tenant, DeviceCertificate certificate) {}
