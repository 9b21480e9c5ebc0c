package org.ringfort.app.platform.rest;

import org.ringfort.kernel.secret.Secret;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Secrets are read from JSON strings, and never written. */
@Component
public final class SecretJson extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Made once, by Spring or by a mapper of its own. */
    public SecretJson() {
        super("secrets");
        addDeserializer(Secret.class, new Reader());
        addSerializer(Secret.class, new Writer());
    }

    private static final class Reader extends FromStringDeserializer<Secret> {
        Reader() {
            super(Secret.class);
        }

        @Override
        protected Secret _deserialize(String value, DeserializationContext context) {
            return Secret.ofText(value);
        }
    }

    private static final class Writer extends StdSerializer<Secret> {
        Writer() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret value, JsonGenerator json, SerializationContext context) {
            json.writeString("[redacted]");
        }
    }
}
