package org.ringfort.app.platform.rest;

import java.time.Duration;
import java.util.List;

/**
 * A refusal on its way to the caller as {@code application/problem+json}; throw it from any service.
 *
 * @rfc 9457
 */
public final class Problem extends RuntimeException {
    private static final Duration DATABASE_COMES_BACK = Duration.ofSeconds(5);
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<FieldError> errors;
    private final Duration retryAfter;

    /**
     * One thing wrong with one field.
     *
     * @param field path in camelCase, e.g. {@code voicemail.afterSeconds}
     * @param code for programs, e.g. {@code required}, {@code taken}
     * @param message for people
     */
    public record FieldError(String field, String code, String message) {}

    /** Any problem; {@code detail} is shown to the caller. */
    public Problem(int status, String code, String detail, List<FieldError> errors) {
        this(status, code, detail, errors, Duration.ZERO);
    }

    private Problem(int status, String code, String detail, List<FieldError> errors, Duration retryAfter) {
        super(detail);
        this.retryAfter = retryAfter;
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** 404: it is not there, or belongs to another tenant, which is the same to the caller. */
    public static Problem notFound() {
        return new Problem(404, "not-found", "There is nothing here by that name.", List.of());
    }

    /** 403. */
    public static Problem forbidden() {
        return new Problem(403, "forbidden", "Your role does not allow this.", List.of());
    }

    /** 409: it contradicts what is. */
    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, detail, List.of());
    }

    /** 409 on one field, e.g. a number that is taken. */
    public static Problem taken(String field, String detail) {
        return new Problem(409, "taken", detail, List.of(new FieldError(field, "taken", detail)));
    }

    /** 422: one field is wrong. */
    public static Problem invalid(String field, String code, String message) {
        return invalid(List.of(new FieldError(field, code, message)));
    }

    /** 422: several fields are wrong. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(422, "invalid", "Some fields need another value.", errors);
    }

    /** 429: come back later. */
    public static Problem tooMany(Duration wait) {
        return new Problem(
                429, "too-many-attempts", "Too many attempts. Wait a little, then try again.", List.of(), wait);
    }

    /** 503: not now. */
    public static Problem unavailable(String detail, Duration wait) {
        return new Problem(503, "unavailable", detail, List.of(), wait);
    }

    /** The database does not answer, which passes. */
    static Problem databaseAway() {
        return unavailable("The database cannot be reached. Try again in a moment.", DATABASE_COMES_BACK);
    }

    /** How long to wait before trying again; zero where that is not the point. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The same as the header has it: whole seconds, rounded up. */
    String retryAfterSeconds() {
        return Long.toString(retryAfter.plusMillis(999).toSeconds());
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** For programs. */
    public String code() {
        return code;
    }

    /** The fields to blame; may be empty. */
    public List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }

    /** What the caller reads. */
    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this; // a refusal is a value; its place does not matter
    }
}
