package org.ringfort.media.player;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The prompts that are shipped: {@code prompts/en/<name>.ulaw}. Read once, then kept; any thread. */
public final class Prompts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, Sound> read = new ConcurrentHashMap<>();

    /** Empty where there is no such prompt. */
    public Optional<Sound> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(read.computeIfAbsent(name, Prompts::load));
    }

    private static @Nullable Sound load(String name) {
        try (InputStream file = Prompts.class.getResourceAsStream("/prompts/en/" + name + ".ulaw")) {
            return file == null ? null : Sound.ofMuLaw(file.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
