/** Reads typed settings from a properties file and the environment; a wrong one is a single clear line. */
@NullMarked
package org.ringfort.process.config;

import org.jspecify.annotations.NullMarked;
