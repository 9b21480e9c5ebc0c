package org.ringfort.app.platform.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a REST method that no permission guards, such as the steps of signing in: how far the caller must have come. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Admits {
    /** The stage that must at least be reached. */
    Stage value();

    /** Why no permission guards it. */
    String why();

    /** How far somebody has signed in. */
    enum Stage {
        /** A stranger. */
        ANYONE,
        /** The password was right; the second factor is missing. */
        PASSWORD_GIVEN,
        /** Both factors were right, but the password must be changed first. */
        FACTORS_GIVEN,
        /** All done, or an API key. */
        SIGNED_IN
    }
}
