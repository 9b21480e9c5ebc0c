package org.ringfort.app.platform.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.ringfort.app.platform.access.Actor;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.rest.SecretJson;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Applies {@code ringfort.bootstrap.file} before the first request is served; off where it is not set. */
@Component
final class BootstrapRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapRunner.class);

    private final String file;
    private final List<BootstrapPart> parts;
    private final TenantTransactions transactions;
    private volatile boolean running;

    BootstrapRunner(
            @Value("${ringfort.bootstrap.file:}") String file,
            List<BootstrapPart> parts,
            TenantTransactions transactions) {
        this.file = file;
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(BootstrapPart::order))
                .toList();
        this.transactions = transactions;
    }

    @Override
    public void start() {
        running = true;
        if (!file.isBlank()) {
            apply(read(Path.of(file)));
        }
    }

    /** Reads a file strictly. */
    static BootstrapFile read(Path path) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(new SecretJson())
                .build();
        try {
            return mapper.readValue(Files.readAllBytes(path), BootstrapFile.class);
        } catch (JacksonException wrong) {
            wrong.clearLocation(); // its text would quote the file, secrets included
            throw new IllegalStateException("ringfort.bootstrap.file does not fit: " + wrong.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new IllegalStateException("ringfort.bootstrap.file cannot be read: " + path, unreadable);
        }
    }

    private void apply(BootstrapFile bootstrap) {
        TenantId tenant = TenantScope.PLATFORM;
        for (BootstrapPart part : parts) {
            TenantId scope = tenant;
            tenant = Actors.call(
                    Actor.system("bootstrap", TenantScope.PLATFORM),
                    () -> transactions.in(scope, () -> part.apply(bootstrap, scope)));
        }
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.BOOTSTRAP_APPLIED)
                .addKeyValue(Fields.TENANT, tenant.toString())
                .log("The bootstrap file is applied");
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return -1000; // before the web server and the gRPC server, which start in later phases
    }
}
