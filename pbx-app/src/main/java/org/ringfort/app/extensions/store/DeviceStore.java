package org.ringfort.app.extensions.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.extensions.CredentialMaker;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceCredentials;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;

/** Rows of devices; the row policy of the open transaction says whose. */
@Repository
public class DeviceStore {
    private final DeviceRows rows;
    private final Clock clock;

    DeviceStore(DeviceRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** By identity. */
    public Optional<Device> find(DeviceId id) {
        return rows.findById(id.value()).map(DeviceEntity::value);
    }

    /** Oldest first. */
    public List<Device> ofExtension(ExtensionId extension) {
        return rows.findByExtensionIdOrderById(extension.value()).stream()
                .map(DeviceEntity::value)
                .toList();
    }

    /** Oldest first, of all extensions. */
    public List<Devices.OfExtension> list(Set<MediaKeying> keyings, Set<DigestFloor> floors, Cursor cursor) {
        return rows.search(cursor.afterId().orElse(new UUID(0, 0)), keyings, floors, Limit.of(cursor.fetch())).stream()
                .map(row -> new Devices.OfExtension(
                        row.device().value(), row.extension().value()))
                .toList();
    }

    /** How many there are. */
    public long count() {
        return rows.count();
    }

    /** A new row. */
    public Device insert(
            DeviceId id,
            TenantId tenant,
            ExtensionId extension,
            DeviceDraft draft,
            DeviceCredentials credentials,
            CredentialMaker.Sealed sealed) {
        try {
            return rows.saveAndFlush(new DeviceEntity(id, tenant, extension, credentials.authUsername(), now())
                            .apply(draft)
                            .renew(sealed, now()))
                    .value();
        } catch (DataIntegrityViolationException twice) {
            throw Problem.taken("authUsername", "This name is taken.");
        }
    }

    /** A changed row. */
    public Device update(DeviceId id, DeviceDraft draft) {
        return rows.saveAndFlush(row(id).apply(draft)).value();
    }

    /** Other credentials. */
    public Device renew(DeviceId id, CredentialMaker.Sealed sealed) {
        return rows.saveAndFlush(row(id).renew(sealed, now())).value();
    }

    /** Gone. */
    public void delete(DeviceId id) {
        rows.deleteById(id.value());
        rows.flush();
    }

    private DeviceEntity row(DeviceId id) {
        return rows.findById(id.value()).orElseThrow(Problem::notFound);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
