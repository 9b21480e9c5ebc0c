package org.ringfort.app.platform.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.database.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever goes wrong into {@code application/problem+json} that names the field and tells nothing of the inside. */
@RestControllerAdvice
public final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(Problem problem) {
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<Object> stale(OptimisticLockingFailureException lost) {
        return answer(new Problem(412, "stale", "Somebody changed this meanwhile. Load it again.", List.of()));
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException wrong) {
        // An identity in the path that is none names nothing.
        String where = wrong.getPropertyName();
        if (wrong.getRequiredType() == UUID.class
                && wrong.getParameter()
                        .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)) {
            return answer(Problem.notFound());
        }
        return answer(Problem.invalid(where == null ? "" : where, "malformed", "This value cannot be read."));
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception bug) {
        if (DatabaseAway.causes(bug)) {
            LOG.warn("A request was refused: the database is away");
            return answer(Problem.databaseAway());
        }
        String incident = UUID.randomUUID().toString();
        LOG.atError().addKeyValue("error.id", incident).setCause(bug).log("A request failed");
        return answer(
                new Problem(500, "internal", "Something broke on our side. Incident " + incident + ".", List.of()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (unreadable.getCause() instanceof UnrecognizedPropertyException unknown) {
            return answer(Problem.invalid(path(unknown), "unknown", "There is no such field."));
        }
        if (unreadable.getCause() instanceof JacksonException wrong
                && !wrong.getPath().isEmpty()) {
            return answer(Problem.invalid(path(wrong), "malformed", "This value is missing, or cannot be read."));
        }
        return answer(new Problem(400, "malformed", "The body is no JSON that fits.", List.of()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (FieldError error : wrong.getBindingResult().getFieldErrors()) {
            String code = error.getCode() == null ? "invalid" : words(error.getCode());
            String message = error.getDefaultMessage() == null ? "needs another value" : error.getDefaultMessage();
            errors.add(new Problem.FieldError(error.getField(), code, message));
        }
        return answer(Problem.invalid(errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception wrong, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String code = known == null ? "refused" : words(known.name().replace('_', '-'));
        String detail = known == null ? "Refused." : known.getReasonPhrase() + ".";
        ResponseEntity<Object> answer = answer(new Problem(status.value(), code, detail, List.of()));
        return new ResponseEntity<>(answer.getBody(), merge(headers, answer.getHeaders()), status);
    }

    private static HttpHeaders merge(HttpHeaders first, HttpHeaders second) {
        HttpHeaders merged = new HttpHeaders();
        first.forEach(merged::put);
        second.forEach(merged::put);
        return merged;
    }

    /** The body of a problem, for those who answer outside of Spring MVC. */
    public static ProblemDetail body(Problem problem) {
        ProblemDetail detail =
                ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(problem.status()), problem.detail());
        detail.setType(java.net.URI.create("urn:ringfort:problem:" + problem.code()));
        detail.setTitle(title(problem.code()));
        detail.setProperty("code", problem.code());
        if (!problem.errors().isEmpty()) {
            detail.setProperty("errors", problem.errors());
        }
        return detail;
    }

    private static ResponseEntity<Object> answer(Problem problem) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
        if (problem.retryAfter().isPositive()) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body(problem));
    }

    private static String title(String code) {
        String words = code.replace('-', ' ');
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static String path(JacksonException wrong) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
