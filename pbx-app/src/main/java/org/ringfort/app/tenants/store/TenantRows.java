package org.ringfort.app.tenants.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface TenantRows extends JpaRepository<TenantEntity, UUID> {
    @Query("select t from TenantEntity t join t.domains d where d = ?1")
    Optional<TenantEntity> leadingTo(String domain);

    List<TenantEntity> findByIdGreaterThanOrderById(UUID after, Limit limit);

    List<TenantEntity> findAllByOrderById(Limit limit);
}
