package org.ringfort.app.emergency.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.emergency.GeoPoint;
import org.ringfort.app.emergency.Location;
import org.ringfort.app.emergency.LocationDraft;
import org.ringfort.app.emergency.LocationId;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of locations; the row policy of the open transaction says whose. */
@Repository
public class LocationStore {
    private static final String SELECT = """
            select id, tenant_id, name, is_default, address, language, latitude, longitude, version, created_at
            from emergency.location\s""";
    private static final TypeReference<Map<String, String>> ADDRESS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    LocationStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Where a device is: its own, else the default. */
    public Optional<Location> of(TenantTransactions transactions, TenantId tenant, DeviceId device) {
        return transactions.look(tenant, SELECT + """
                        where id = coalesce(
                            (select location_id from emergency.device_location where device_id = ?),
                            (select id from emergency.location where is_default))""", this::row, device.value()).stream()
                .findFirst();
    }

    /** Who changes locations of a tenant does so one at a time: there is one default. */
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('emergency.location'"
                        + " || current_setting('ringfort.tenant'), 0))")
                .query((_, _) -> true)
                .single();
    }

    /** By identity. */
    public Optional<Location> find(LocationId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(this::row)
                .optional();
    }

    /** Where devices are that name none. */
    public Optional<Location> byDefault() {
        return jdbc.sql(SELECT + "where is_default").query(this::row).optional();
    }

    /** What the device names itself. */
    public Optional<Location> ownOf(DeviceId device) {
        return jdbc.sql(SELECT + "where id = (select location_id from emergency.device_location where device_id = ?)")
                .param(device.value())
                .query(this::row)
                .optional();
    }

    /** A page and one more, oldest first. */
    public List<Location> list(Cursor cursor) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .param(cursor.afterId().orElse(new UUID(0, 0)))
                .param(cursor.fetch())
                .query(this::row)
                .list();
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from emergency.location")
                .query(Long.class)
                .single();
    }

    /** A new row. */
    public Location insert(LocationId id, TenantId tenant, LocationDraft draft) {
        try {
            write("""
                    insert into emergency.location
                        (id, tenant_id, created_at, version, name, is_default, address, language, latitude, longitude)
                    values (:id, :tenant, :now, 0, :name, :default, :address::jsonb, :language, :latitude, :longitude)""", id, draft)
                    .param("tenant", tenant.value())
                    .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw taken();
        }
        return find(id).orElseThrow();
    }

    /** A changed row. */
    public Location update(LocationId id, LocationDraft draft) {
        try {
            write("""
                    update emergency.location set version = version + 1, name = :name, is_default = :default,
                        address = :address::jsonb, language = :language, latitude = :latitude, longitude = :longitude
                    where id = :id""", id, draft).update();
        } catch (DuplicateKeyException twice) {
            throw taken();
        }
        return find(id).orElseThrow();
    }

    /** Gone. */
    public void delete(LocationId id) {
        jdbc.sql("delete from emergency.location where id = ?")
                .param(id.value())
                .update();
    }

    /** Which devices name it, perhaps some that are no more. */
    public List<DeviceId> devicesAt(LocationId id) {
        return jdbc.sql("select device_id from emergency.device_location where location_id = ?")
                .param(id.value())
                .query((rs, _) -> new DeviceId(rs.getObject(1, UUID.class)))
                .list();
    }

    /** From now on the device names it; empty: none. */
    public void place(TenantId tenant, DeviceId device, Optional<LocationId> location) {
        if (location.isEmpty()) {
            jdbc.sql("delete from emergency.device_location where device_id = ?")
                    .param(device.value())
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into emergency.device_location (tenant_id, device_id, location_id) values (?, ?, ?)
                        on conflict (tenant_id, device_id) do update set location_id = excluded.location_id""")
                .params(tenant.value(), device.value(), location.get().value())
                .update();
    }

    private JdbcClient.StatementSpec write(String sql, LocationId id, LocationDraft draft) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("name", draft.name())
                .param("default", draft.isDefault())
                .param("address", json.writeValueAsString(draft.address()))
                .param("language", draft.language())
                .param("latitude", draft.point().map(GeoPoint::latitude).orElse(null), Types.DOUBLE)
                .param("longitude", draft.point().map(GeoPoint::longitude).orElse(null), Types.DOUBLE);
    }

    private static Problem taken() {
        return Problem.taken("name", "This name is taken.");
    }

    private Location row(ResultSet rs, int number) throws SQLException {
        double latitude = rs.getDouble("latitude");
        Optional<GeoPoint> point =
                rs.wasNull() ? Optional.empty() : Optional.of(new GeoPoint(latitude, rs.getDouble("longitude")));
        return new Location(
                new LocationId(rs.getObject("id", UUID.class)),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getString("name"),
                rs.getBoolean("is_default"),
                json.readValue(rs.getString("address"), ADDRESS),
                rs.getString("language"),
                point,
                rs.getLong("version"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
