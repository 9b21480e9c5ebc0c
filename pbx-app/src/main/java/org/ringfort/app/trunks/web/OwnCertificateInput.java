package org.ringfort.app.trunks.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Which certificate of the edges a trunk's gateways are shown.
 *
 * @param name of its files there; empty: none. Left out is refused: nobody grants or takes back anything by forgetting it
 */
record OwnCertificateInput(
        @NotNull
        @Pattern(
                regexp = "|[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?",
                message = "give the name of the certificate's file, without its ending")
        String name) {}
