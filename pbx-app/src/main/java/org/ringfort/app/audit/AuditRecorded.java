package org.ringfort.app.audit;

/** A link was added to a chain, and is committed. */
public record AuditRecorded(AuditEvent event) {}
