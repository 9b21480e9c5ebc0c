package org.ringfort.e2e.phone;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The scanners of sipvicious, run in a station of the test network; over UDP, which is all they speak. */
public final class Sipvicious {
    /** Calls itself a phone: what its users do by changing one word in its source. */
    private static final String DISGUISED = """
            import sys
            sys.path.insert(0, '/usr/share/sipvicious')
            import sipvicious.libs.svhelper as helper
            helper.makeRequest.__defaults__ = tuple(
                'baresip v1.0.0 (x86_64/linux)' if value == 'friendly-scanner' else value
                for value in helper.makeRequest.__defaults__)
            import importlib
            name = sys.argv[1]
            sys.argv = sys.argv[1:]
            importlib.import_module('sipvicious.' + name).main()
            """;

    private Sipvicious() {}

    /** Runs {@code program} as it is, to its end; what it printed. */
    public static String run(Lan.Station station, Duration patience, String program, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(Programs.in(station, program));
        command.addAll(List.of(options));
        return Programs.run("", patience, command).text();
    }

    /** The same, under the name of a phone. */
    public static String disguised(Lan.Station station, Duration patience, String program, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(Programs.in(station, "python3", "-c", DISGUISED, program));
        command.addAll(List.of(options));
        return Programs.run("", patience, command).text();
    }
}
