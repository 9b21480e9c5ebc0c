package org.ringfort.app.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database the simplest of questions, over a connection of its own. One thread asks; {@link #close} may come from another. */
final class DatabaseProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);
    private static final Executor ASIDE = Thread::startVirtualThread;

    private final DriverDataSource driver;
    private final int patienceMillis;
    private volatile @Nullable Connection connection;

    /** Connects as {@code pool} does, but gives up sooner. */
    DatabaseProbe(HikariDataSource pool, Duration patience) {
        var properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("socketTimeout", "1");
        properties.setProperty("ApplicationName", "ringfort-watch");
        driver = new DriverDataSource(
                pool.getJdbcUrl(), pool.getDriverClassName(), properties, pool.getUsername(), pool.getPassword());
        patienceMillis = Math.toIntExact(patience.toMillis());
    }

    /** Whether it answered in time; a connection is made where there is none, which takes longer. */
    boolean answers() {
        try {
            Connection current = connection;
            if (current == null) {
                current = driver.getConnection();
                current.setNetworkTimeout(ASIDE, patienceMillis);
                connection = current;
            }
            try (Statement question = current.createStatement()) {
                return question.execute("select 1");
            }
        } catch (SQLException notNow) {
            LOG.debug("The database did not answer", notNow);
            close();
            return false;
        }
    }

    @Override
    public void close() {
        Connection last = connection;
        connection = null;
        if (last != null) {
            try {
                last.abort(ASIDE);
            } catch (SQLException gone) {
                LOG.debug("The watch's connection was gone already", gone);
            }
        }
    }
}
