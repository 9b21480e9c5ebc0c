package org.ringfort.app.platform.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether something failed because the database cannot be reached, which is nobody's mistake and passes. */
public final class DatabaseAway {
    /** Connection lost, out of resources, told to stop, broken inside: classes of SQLSTATE. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    private static final int DEEPEST = 20;

    private DatabaseAway() {}

    /** Looks for the reason behind {@code failure}. */
    public static boolean causes(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql && (isAway(sql.getSQLState()) || isDropped(sql))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The pool's own word, without a state, for a connection that it has given up: a roll-back on it hides what came before. */
    private static boolean isDropped(SQLException failure) {
        return failure.getSQLState() == null && "Connection is closed".equals(failure.getMessage());
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
    }
}
