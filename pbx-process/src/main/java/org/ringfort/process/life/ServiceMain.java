package org.ringfort.process.life;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.process.config.ConfigurationException;
import org.ringfort.process.config.Settings;
import org.ringfort.process.log.JsonLogs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a plain process: JSON logs, settings from the file given as first argument, start, wait for SIGTERM or
 * SIGINT, close everything in reverse order. What hinders the start is one line on standard error and exit code 1.
 */
public final class ServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private ServiceMain() {}

    /** Opens the parts of a service; whatever it throws hinders the start. */
    @FunctionalInterface
    public interface Starter {
        /** Each part that must be put away is added to {@code lifetime} as soon as it is open. */
        void start(Settings settings, Lifetime lifetime) throws Exception;
    }

    /** Does not return before the process ends. */
    public static void run(String serviceName, String[] arguments, Starter starter) {
        JsonLogs.start(serviceName);
        var lifetime = new Lifetime();
        var ended = new CountDownLatch(1);
        try {
            if (arguments.length != 1) {
                throw new ConfigurationException("needs one argument, the path of its configuration file");
            }
            Settings settings = Settings.load(Path.of(arguments[0]), System.getenv());
            starter.start(settings, lifetime);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                        LOG.atInfo()
                                .addKeyValue(Fields.EVENT_ACTION, Events.PROCESS_STOPPING)
                                .log("stopping");
                        lifetime.close();
                        LOG.atInfo()
                                .addKeyValue(Fields.EVENT_ACTION, Events.PROCESS_STOPPED)
                                .log("stopped");
                        ended.countDown();
                    }));
        } catch (Exception | LinkageError failure) {
            System.err.println(serviceName + ": cannot start: " + reasonOf(failure));
            lifetime.close();
            System.exit(1);
        }
        LOG.atInfo().addKeyValue(Fields.EVENT_ACTION, Events.PROCESS_STARTED).log("started");
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The failure in one line; for one that nobody foresaw also its kind and its place. */
    static String reasonOf(Throwable failure) {
        String said = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        if (failure instanceof ConfigurationException || failure instanceof java.io.IOException) {
            return said;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + ": " + said + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
