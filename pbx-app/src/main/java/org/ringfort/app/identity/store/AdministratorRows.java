package org.ringfort.app.identity.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface AdministratorRows extends JpaRepository<AdministratorEntity, UUID> {
    Optional<AdministratorEntity> findByUsername(String username);

    Optional<AdministratorEntity> findByIdAndTenantId(UUID id, UUID tenantId);

    List<AdministratorEntity> findByTenantIdAndIdGreaterThanOrderById(UUID tenantId, UUID after, Limit limit);
}
