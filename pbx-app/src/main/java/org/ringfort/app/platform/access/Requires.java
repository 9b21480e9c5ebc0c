package org.ringfort.app.platform.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a REST method: whoever calls it needs one of these permissions. A method with neither this nor {@link Admits} answers nobody. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    /** Any one of these is enough. */
    Permission[] value();

    /** Whether a tenant must have been chosen; somebody of the platform chooses by {@code X-Ringfort-Tenant}. */
    Where where() default Where.IN_TENANT;

    /** Where a method makes sense. */
    enum Where {
        /** In a tenant only. */
        IN_TENANT,
        /** In a tenant, and for the platform itself. */
        ANYWHERE
    }
}
