package org.ringfort.app.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool of connections behind a gate. While the gate is shut whoever asks for a connection hears at once that there is none;
 * when it shuts, every connection is cut, so that nobody goes on waiting for an answer over one. When it opens the pool
 * connects anew at once. Any thread.
 */
final class GuardedDatabase extends DelegatingDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedDatabase.class);
    /** Refused, as if nobody listened there: SQLSTATE "unable to establish the connection". */
    private static final String NOT_ESTABLISHED = "08001";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final HikariDataSource pool;
    private final Set<Connection> open = Collections.newSetFromMap(new WeakHashMap<>());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private volatile boolean shut;

    /** @param pool not used yet: it is given its connections here */
    GuardedDatabase(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
        pool.setDataSource(new Followed(new DriverDataSource(
                pool.getJdbcUrl(),
                pool.getDriverClassName(),
                pool.getDataSourceProperties(),
                pool.getUsername(),
                pool.getPassword())));
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (shut) {
            throw new SQLTransientConnectionException("The database does not answer", NOT_ESTABLISHED);
        }
        return super.getConnection();
    }

    /** Nobody is given a connection any more, and who has one loses it. */
    void shut() {
        List<Connection> cut;
        lock.lock();
        try {
            shut = true;
            cut = new ArrayList<>(open);
            open.clear();
        } finally {
            lock.unlock();
        }
        cut.forEach(GuardedDatabase::cut);
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }

    void open() {
        lock.lock();
        try {
            shut = false;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Without a word to the other side, which may take none; closing a socket may wait, too. */
    private static void cut(Connection connection) {
        try {
            connection.abort(Thread::startVirtualThread);
        } catch (SQLException gone) {
            LOG.debug("A connection to the database was gone already", gone);
        }
    }

    /** What the pool connects by. It waits here while the gate is shut: of itself it would try less and less often. */
    private final class Followed extends DelegatingDataSource {
        Followed(DriverDataSource driver) {
            super(driver);
        }

        @Override
        public Connection getConnection() throws SQLException {
            awaitOpen();
            return followed(super.getConnection());
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            awaitOpen();
            return followed(super.getConnection(username, password));
        }

        private void awaitOpen() throws SQLException {
            lock.lock();
            try {
                long left = LONGEST_WAIT.toNanos();
                while (shut) {
                    if (left <= 0) {
                        throw new SQLTransientConnectionException("The database does not answer", NOT_ESTABLISHED);
                    }
                    left = opened.awaitNanos(left);
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                throw new SQLTransientConnectionException("The pool is closing", NOT_ESTABLISHED, closing);
            } finally {
                lock.unlock();
            }
        }

        private Connection followed(Connection connection) throws SQLException {
            lock.lock();
            try {
                if (!shut) {
                    open.add(connection);
                    return connection;
                }
            } finally {
                lock.unlock();
            }
            cut(connection); // the gate shut while it was made
            throw new SQLTransientConnectionException("The database does not answer", NOT_ESTABLISHED);
        }
    }
}
