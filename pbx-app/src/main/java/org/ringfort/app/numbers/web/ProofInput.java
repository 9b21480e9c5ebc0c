package org.ringfort.app.numbers.web;

import jakarta.validation.constraints.NotNull;

/**
 * Whether the platform has seen that a number is the tenant's.
 *
 * @param proved left out is refused: nobody proves or takes back anything by forgetting it
 */
record ProofInput(@NotNull Boolean proved) {}
