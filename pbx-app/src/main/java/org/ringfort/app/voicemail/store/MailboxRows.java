package org.ringfort.app.voicemail.store;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface MailboxRows extends JpaRepository<MailboxEntity, UUID> {
    Optional<MailboxEntity> findByExtensionId(UUID extensionId);

    Optional<MailboxEntity> findFirstByExtensionOrderByCreatedAtDesc(String extension);

    /** In one statement, since two messages for a new mailbox may begin at once. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(nativeQuery = true, value = """
                    insert into voicemail.mailbox (tenant_id, id, extension_id, extension) values (?1, ?2, ?3, ?4)
                    on conflict (tenant_id, extension_id) do update set extension = excluded.extension
                    where mailbox.extension <> excluded.extension""")
    int open(UUID tenant, UUID id, UUID extensionId, String extension);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from MailboxEntity m where m.extensionId = ?1")
    int deleteByExtensionId(UUID extensionId);
}
