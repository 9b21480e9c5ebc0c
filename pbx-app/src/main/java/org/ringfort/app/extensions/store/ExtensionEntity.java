package org.ringfort.app.extensions.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.VoicemailSettings;
import org.ringfort.kernel.id.TenantId;

@Entity
@Table(schema = "extensions", name = "extension")
class ExtensionEntity {
    @Id
    private UUID id;

    private UUID tenantId;
    private String number;
    private String displayName;
    private boolean enabled;
    private boolean voicemailEnabled;
    private int voicemailAfterSeconds;
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected ExtensionEntity() {}

    ExtensionEntity(ExtensionId id, TenantId tenant, ExtensionDraft draft, Instant createdAt) {
        this.id = id.value();
        this.tenantId = tenant.value();
        this.number = draft.number();
        this.displayName = draft.displayName();
        this.createdAt = createdAt;
        apply(draft);
    }

    final void apply(ExtensionDraft draft) {
        displayName = draft.displayName();
        enabled = draft.enabled();
        voicemailEnabled = draft.voicemail().enabled();
        voicemailAfterSeconds = draft.voicemail().afterSeconds();
    }

    Extension value() {
        return new Extension(
                new ExtensionId(id),
                new TenantId(tenantId),
                number,
                displayName,
                enabled,
                new VoicemailSettings(voicemailEnabled, voicemailAfterSeconds),
                version,
                createdAt);
    }
}
