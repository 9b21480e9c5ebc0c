package org.ringfort.app.platform.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where Spring MVC is not at work yet: in filters. */
@Component
public final class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Answers with a problem; nothing may have been written before. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        if (problem.retryAfter().isPositive()) {
            response.setHeader("Retry-After", problem.retryAfterSeconds());
        }
        json.writeValue(response.getOutputStream(), ProblemAdvice.body(problem));
    }
}
