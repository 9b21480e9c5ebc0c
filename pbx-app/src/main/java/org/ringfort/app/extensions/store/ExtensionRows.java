package org.ringfort.app.extensions.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ExtensionRows extends JpaRepository<ExtensionEntity, UUID> {
    Optional<ExtensionEntity> findByNumber(String number);

    @Query("""
            select e from ExtensionEntity e
            where e.number > ?1 and (e.number like ?2 escape '!' or lower(e.displayName) like ?2 escape '!')
            order by e.number""")
    List<ExtensionEntity> search(String afterNumber, String pattern, Limit limit);
}
