package org.ringfort.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The process: REST and console for people, gRPC for edges, PostgreSQL behind. */
@Modulithic(systemName = "Ringfort")
@SpringBootApplication
@ConfigurationPropertiesScan
public class RingfortApp {
    /** Starts the process; arguments are Spring properties ({@code --ringfort.web.port=8443}). */
    public static void main(String[] arguments) {
        SpringApplication.run(RingfortApp.class, arguments);
    }
}
