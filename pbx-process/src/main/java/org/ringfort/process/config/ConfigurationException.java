package org.ringfort.process.config;

/** A setting that cannot be used; the message is the one line an operator needs: key, value, what is allowed and why. */
public final class ConfigurationException extends RuntimeException {
    public ConfigurationException(String line) {
        super(line);
    }
}
