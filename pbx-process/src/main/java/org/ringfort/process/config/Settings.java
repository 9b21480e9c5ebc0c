package org.ringfort.process.config;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.secret.Secret;

/**
 * A properties file whose keys the environment may override: {@code media.ports} by {@code RINGFORT_MEDIA_PORTS}.
 *
 * <p>Every read names its default, its range and the reason for them; a value outside throws
 * {@link ConfigurationException} with one line. After the last read, {@link #refuseUnknown()} refuses keys of the file that
 * nobody read, so that a misspelt key is not silently a default. Unknown variables of the environment are left alone:
 * orchestrators put their own there. One thread.
 */
public final class Settings {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(us|ms|s|m|h|d)");
    private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+)|(localhost)):([0-9]{1,5})");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Path base;
    private final Set<String> read = new HashSet<>();
    private final Map<String, Setting> known = new TreeMap<>();

    private Settings(Map<String, String> file, Map<String, String> environment, Path base) {
        this.file = Map.copyOf(file);
        this.environment = Map.copyOf(environment);
        this.base = base;
    }

    /**
     * What an operator may set.
     *
     * @param otherwise what it is where it is not set; empty: nothing
     * @param allowed its values, in words
     * @param reason what it is for
     */
    public record Setting(String key, String otherwise, String allowed, String reason) {}

    /** Settings from values at hand; relative paths are taken from {@code base}. */
    public static Settings of(Map<String, String> file, Map<String, String> environment, Path base) {
        return new Settings(file, environment, base);
    }

    /**
     * Reads {@code path} (UTF-8); relative paths in it are taken from its folder.
     *
     * @throws ConfigurationException if the file cannot be read
     */
    public static Settings load(Path path, Map<String, String> environment) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException failure) {
            throw new ConfigurationException("cannot read configuration file " + path + ": " + failure.getMessage());
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        Path folder = path.toAbsolutePath().getParent();
        return new Settings(values, environment, folder == null ? Path.of("/") : folder);
    }

    /** The variable that overrides {@code key}. */
    public static String variable(String key) {
        return "RINGFORT_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Text of 1 to {@code maxLength} characters, or {@code otherwise}. */
    public String text(String key, String otherwise, int maxLength, String reason) {
        String allowed = "1 to " + maxLength + " characters";
        describe(key, otherwise, allowed, reason);
        String value = raw(key).orElse(otherwise);
        if (value.isEmpty() || value.length() > maxLength) {
            throw wrong(key, value, allowed, reason);
        }
        return value;
    }

    /** Text where it is set. */
    public Optional<String> optionalText(String key, String reason) {
        describe(key, "", "text", reason);
        return raw(key).filter(value -> !value.isEmpty());
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String key, int otherwise, int min, int max, String reason) {
        String allowed = min + " to " + max;
        describe(key, String.valueOf(otherwise), allowed, reason);
        return raw(key).map(value -> parsed(key, value, allowed, reason, text -> {
                    int number = Integer.parseInt(text);
                    return number < min || number > max ? null : number;
                }))
                .orElse(otherwise);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean otherwise, String reason) {
        describe(key, String.valueOf(otherwise), "true or false", reason);
        return raw(key).map(value -> parsed(key, value, "true or false", reason, text -> switch (text) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    default -> null;
                }))
                .orElse(otherwise);
    }

    /** A length of time such as {@code 500us}, {@code 500ms}, {@code 20s}, {@code 5m}, {@code 2h}, {@code 7d}. */
    public Duration duration(String key, Duration otherwise, Duration min, Duration max, String reason) {
        String allowed = shown(min) + " to " + shown(max);
        describe(key, shown(otherwise), allowed, reason);
        return raw(key).map(value -> parsed(key, value, allowed, reason, text -> {
                    Duration length = lengthOf(text);
                    return length.compareTo(min) < 0 || length.compareTo(max) > 0 ? null : length;
                }))
                .orElse(otherwise);
    }

    /** Ports such as {@code 10000-10500}, within {@code within}. */
    public PortRange ports(String key, PortRange otherwise, PortRange within, String reason) {
        String allowed = "first-last within " + within;
        describe(key, otherwise.toString(), allowed, reason);
        return raw(key).map(value -> parsed(key, value, allowed, reason, text -> {
                    Matcher form = PORTS.matcher(text);
                    if (!form.matches()) {
                        return null;
                    }
                    var ports = new PortRange(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
                    return ports.first() < within.first() || ports.last() > within.last() ? null : ports;
                }))
                .orElse(otherwise);
    }

    /** A socket address written with an address literal: {@code 127.0.0.1:5061}, {@code [::1]:5061}; port 0 is any. */
    public InetSocketAddress address(String key, String otherwise, String reason) {
        describe(key, otherwise, "address:port", reason);
        return optionalAddress(key, reason)
                .orElseGet(() -> parsed(key, otherwise, "address:port", reason, Settings::addressOf));
    }

    /** As {@link #address}, absent where the key is not set or empty. */
    public Optional<InetSocketAddress> optionalAddress(String key, String reason) {
        describe(key, "", "address:port", reason);
        return raw(key).filter(value -> !value.isEmpty())
                .map(value -> parsed(key, value, "address:port, the address a literal", reason, Settings::addressOf));
    }

    /** An address without a port. */
    public Optional<InetAddress> optionalHost(String key, String reason) {
        describe(key, "", "an IP address", reason);
        return raw(key).filter(value -> !value.isEmpty())
                .map(value -> parsed(key, value, "an IP address", reason, InetAddress::ofLiteral));
    }

    /** Texts separated by commas; an empty value is none. */
    public List<String> list(String key, String otherwise, String reason) {
        describe(key, otherwise, "texts separated by commas", reason);
        String value = raw(key).orElse(otherwise);
        if (value.length() > 4_096) {
            throw wrong(key, value, "texts separated by commas, 4096 characters in all", reason);
        }
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Networks such as {@code 127.0.0.0/8, ::1}; an empty value is no network at all. */
    public List<Network> networks(String key, String otherwise, String reason) {
        describe(key, otherwise, "networks separated by commas", reason);
        String value = raw(key).orElse(otherwise);
        return value.isBlank()
                ? List.of()
                : parsed(
                        key,
                        value,
                        "networks separated by commas",
                        reason,
                        text -> Arrays.stream(text.split(",", -1))
                                .map(Network::parse)
                                .toList());
    }

    /** A path; a relative one is taken from the file's folder. */
    public Path path(String key, String otherwise, String reason) {
        describe(key, otherwise, "a path", reason);
        return base.resolve(raw(key).orElse(otherwise)).normalize();
    }

    /** A path that has no default. */
    public Path path(String key, String reason) {
        describe(key, "has to be set", "a path", reason);
        return base.resolve(required(key, "a path")).normalize();
    }

    /** A file that exists and can be read. */
    public Path readableFile(String key, String reason) {
        Path path = path(key, reason);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw wrong(key, path.toString(), "a readable file", reason);
        }
        return path;
    }

    /** The content of the file that the key names, line ends at its end removed. */
    public Secret secretFile(String key, String reason) {
        Path path = readableFile(key, reason);
        try {
            return Secret.ofText(Files.readString(path).stripTrailing());
        } catch (IOException failure) {
            throw wrong(key, path.toString(), "a readable text file", reason);
        }
    }

    /** One of an enum's names, in lower case with hyphens. */
    public <T extends Enum<T>> T choice(String key, T otherwise, String reason) {
        T[] all = otherwise.getDeclaringClass().getEnumConstants();
        String allowed =
                String.join(", ", Arrays.stream(all).map(Settings::nameOf).toList());
        describe(key, nameOf(otherwise), allowed, reason);
        return raw(key).map(value -> parsed(
                        key,
                        value,
                        allowed,
                        reason,
                        text -> Arrays.stream(all)
                                .filter(one -> nameOf(one).equals(text))
                                .findFirst()
                                .orElse(null)))
                .orElse(otherwise);
    }

    /**
     * Call after the last read.
     *
     * @throws ConfigurationException naming a key of the file that was never read
     */
    public void refuseUnknown() {
        var unknown = new TreeSet<>(file.keySet());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    "unknown setting " + unknown.first() + ": known are " + String.join(", ", new TreeSet<>(read)));
        }
    }

    /** All that was read so far, by key: some of it is read only where something else is set. Not what has no reason, since it is read to be refused. */
    public Collection<Setting> known() {
        return known.values().stream()
                .filter(setting -> !setting.reason().isEmpty())
                .toList();
    }

    private void describe(String key, String otherwise, String allowed, String reason) {
        known.putIfAbsent(key, new Setting(key, otherwise, allowed, reason));
    }

    private Optional<String> raw(String key) {
        read.add(key);
        String override = environment.get(variable(key));
        return Optional.ofNullable(override == null ? file.get(key) : override).map(String::strip);
    }

    private String required(String key, String allowed) {
        return raw(key).filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        new ConfigurationException(key + " (or " + variable(key) + ") is not set: needs " + allowed));
    }

    private static <T> T parsed(
            String key, String value, String allowed, String reason, Function<String, @Nullable T> parser) {
        try {
            T result = parser.apply(value);
            if (result != null) {
                return result;
            }
        } catch (IllegalArgumentException unreadable) {
            // said below, in the operator's words
        }
        throw wrong(key, value, allowed, reason);
    }

    private static ConfigurationException wrong(String key, String value, String allowed, String reason) {
        return new ConfigurationException(
                key + " = " + value.replaceAll("\\p{Cntrl}", " ") + ": allowed is " + allowed + " (" + reason + ")");
    }

    private static Duration lengthOf(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "us" -> Duration.ofNanos(amount * 1_000);
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String shown(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }

    private static @Nullable InetSocketAddress addressOf(String text) {
        Matcher form = ADDRESS.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(4)) > 65_535) {
            return null;
        }
        String literal = form.group(1) != null ? form.group(1) : form.group(2);
        return new InetSocketAddress(
                InetAddress.ofLiteral(literal == null ? "127.0.0.1" : literal), Integer.parseInt(form.group(4)));
    }

    private static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
