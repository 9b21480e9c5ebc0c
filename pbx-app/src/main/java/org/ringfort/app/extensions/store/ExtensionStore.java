package org.ringfort.app.extensions.store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;

/** Rows of extensions; the row policy of the open transaction says whose. */
@Repository
public class ExtensionStore {
    private final ExtensionRows rows;
    private final Clock clock;

    ExtensionStore(ExtensionRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** By identity. */
    public Optional<Extension> find(ExtensionId id) {
        return rows.findById(id.value()).map(ExtensionEntity::value);
    }

    /** By number. */
    public Optional<Extension> byNumber(String number) {
        return rows.findByNumber(number).map(ExtensionEntity::value);
    }

    /** By number, in order, narrowed to those that hold a text. */
    public List<Extension> list(String search, Cursor cursor) {
        String text = search.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
        return rows.search(cursor.after().orElse(""), "%" + text + "%", Limit.of(cursor.fetch())).stream()
                .map(ExtensionEntity::value)
                .toList();
    }

    /** By number. */
    public List<Extension> all(int most) {
        return rows.search("", "%", Limit.of(most)).stream()
                .map(ExtensionEntity::value)
                .toList();
    }

    /** How many there are. */
    public long count() {
        return rows.count();
    }

    /** A new row. */
    public Extension insert(TenantId tenant, ExtensionDraft draft) {
        try {
            return rows.saveAndFlush(new ExtensionEntity(
                            ExtensionId.next(), tenant, draft, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                    .value();
        } catch (DataIntegrityViolationException twice) {
            throw Problem.taken("number", "This number is taken.");
        }
    }

    /** A changed row. */
    public Extension update(ExtensionId id, ExtensionDraft draft) {
        ExtensionEntity row = rows.findById(id.value()).orElseThrow(Problem::notFound);
        row.apply(draft);
        return rows.saveAndFlush(row).value();
    }

    /** Its devices go with it. */
    public void delete(ExtensionId id) {
        rows.deleteById(id.value());
        rows.flush();
    }
}
