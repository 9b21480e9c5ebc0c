package org.ringfort.app.identity.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface ApiKeyRows extends JpaRepository<ApiKeyEntity, UUID> {
    Optional<ApiKeyEntity> findByHash(byte[] hash);

    Optional<ApiKeyEntity> findByIdAndTenantId(UUID id, UUID tenantId);

    Optional<ApiKeyEntity> findByTenantIdAndName(UUID tenantId, String name);

    List<ApiKeyEntity> findByTenantIdAndIdGreaterThanOrderById(UUID tenantId, UUID after, Limit limit);
}
