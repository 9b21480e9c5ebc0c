package org.ringfort.app.platform.database;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/** Where something failed since the database is away, where it failed says nothing: the log has one line of it, and no trace. */
public final class BriefTraces implements StackTracePrinter {
    private final StackTracePrinter all = StandardStackTracePrinter.rootLast();

    @Override
    public void printStackTrace(Throwable failure, Appendable out) throws IOException {
        if (DatabaseAway.causes(failure)) {
            out.append(failure.toString());
        } else {
            all.printStackTrace(failure, out);
        }
    }
}
