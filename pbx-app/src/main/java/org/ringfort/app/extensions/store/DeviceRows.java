package org.ringfort.app.extensions.store;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.MediaKeying;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DeviceRows extends JpaRepository<DeviceEntity, UUID> {
    List<DeviceEntity> findByExtensionIdOrderById(UUID extensionId);

    /** A device and the extension that it rings for. */
    record WithExtension(DeviceEntity device, ExtensionEntity extension) {}

    @Query("""
            select d, e from DeviceEntity d join ExtensionEntity e on e.id = d.extensionId
            where d.id > ?1 and d.keying in ?2 and d.digestFloor in ?3
            order by d.id""")
    List<WithExtension> search(UUID after, Set<MediaKeying> keyings, Set<DigestFloor> floors, Limit limit);
}
