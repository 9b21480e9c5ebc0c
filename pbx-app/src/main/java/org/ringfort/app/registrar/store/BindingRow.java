package org.ringfort.app.registrar.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Place;
import org.ringfort.app.registrar.Transport;
import org.ringfort.kernel.id.TenantId;

/** A row of registrar.binding, both ways. */
final class BindingRow {
    static final String COLUMNS = """
            id, extension_id, extension, device_id, uri, q, instance_id, reg_id, sip_call_id, cseq, registered_at,
            expires_at, edge_id, incarnation, flow, transport, source_address, source_port, tls_version, tls_cipher,
            tls_group, tls_client, legacy_zone, user_agent, path""";

    private BindingRow() {}

    static Binding read(ResultSet row, int number) throws SQLException {
        return new Binding(
                row.getObject("id", UUID.class),
                row.getObject("extension_id", UUID.class),
                row.getString("extension"),
                row.getObject("device_id", UUID.class),
                row.getString("uri"),
                row.getInt("q"),
                row.getString("instance_id"),
                row.getInt("reg_id"),
                row.getString("sip_call_id"),
                row.getLong("cseq"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                new Place(
                        row.getString("edge_id"),
                        row.getString("incarnation"),
                        row.getString("flow"),
                        Transport.valueOf(row.getString("transport")),
                        row.getString("source_address"),
                        row.getInt("source_port"),
                        row.getString("tls_version"),
                        row.getString("tls_cipher"),
                        row.getString("tls_group"),
                        row.getString("tls_client"),
                        row.getString("legacy_zone"),
                        row.getString("user_agent"),
                        path(row.getArray("path"))));
    }

    private static List<String> path(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** In the order of {@link #COLUMNS}, after tenant, key and connected. */
    static Object[] write(TenantId tenant, Binding binding) {
        Place place = binding.place();
        return new Object[] {
            tenant.value(),
            binding.key(),
            place.transport().connected(),
            binding.id(),
            binding.extensionId(),
            binding.extension(),
            binding.deviceId(),
            binding.uri(),
            binding.q(),
            binding.instanceId(),
            binding.regId(),
            binding.sipCallId(),
            binding.cseq(),
            at(binding.registeredAt()),
            at(binding.expiresAt()),
            place.edgeId(),
            place.incarnation(),
            place.flow(),
            place.transport().name(),
            place.sourceAddress(),
            place.sourcePort(),
            place.tlsVersion(),
            place.tlsCipher(),
            place.tlsGroup(),
            place.tlsClient(),
            place.zone(),
            place.userAgent(),
            place.path().toArray(String[]::new)
        };
    }

    static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
