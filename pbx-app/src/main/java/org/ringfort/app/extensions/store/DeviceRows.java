package org.ringfort.app.extensions.store;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface DeviceRows extends JpaRepository<DeviceEntity, UUID> {
    List<DeviceEntity> findByExtensionIdOrderById(UUID extensionId);
}
