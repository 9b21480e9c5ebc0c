package org.ringfort.e2e.chart;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields that the Kubernetes model does not know: its parser puts them aside without a word, we look there. */
final class UnknownFields {
    private UnknownFields() {}

    static List<String> of(Object object) throws ReflectiveOperationException {
        var found = new ArrayList<String>();
        walk(object, object.getClass().getSimpleName(), found);
        return found;
    }

    private static void walk(@Nullable Object value, String path, List<String> found)
            throws ReflectiveOperationException {
        if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                walk(item, path + "[" + index++ + "]", found);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                walk(entry.getValue(), path + "." + entry.getKey(), found);
            }
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
            for (Method method : value.getClass().getMethods()) {
                if (!method.getName().startsWith("get")
                        || method.getParameterCount() != 0
                        || method.getDeclaringClass() == Object.class
                        || value instanceof Enum<?>) {
                    continue;
                }
                Object inner = method.invoke(value);
                if (method.getName().equals("getAdditionalProperties") && inner instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(key -> found.add(path + "." + key));
                } else {
                    walk(inner, path + "." + method.getName().substring(3), found);
                }
            }
        }
    }
}
