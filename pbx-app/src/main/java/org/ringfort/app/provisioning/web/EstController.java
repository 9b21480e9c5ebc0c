package org.ringfort.app.provisioning.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Admits;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.provisioning.Enrolment;
import org.ringfort.app.provisioning.Enrolment.Proved;
import org.ringfort.kernel.id.TenantId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Enrolment over secure transport (EST): where phones ask for their certificates. The label is the tenant. Refusals are a line of text, for
 * whoever sets the phone up.
 *
 * @rfc 7030 3.2.2
 * @rfc 8951 3
 */
@RestController
class EstController {
    static final String PATH = "/.well-known/est/";
    private static final String LABEL = PATH + "{label}";
    private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";
    private static final String WHY = "phones come without a session: they prove who they are by what the method says";
    private static final MediaType PKCS10 = MediaType.parseMediaType("application/pkcs10");
    private static final MediaType PKCS7 = MediaType.parseMediaType("application/pkcs7-mime; smime-type=certs-only");
    private static final MediaType ATTRIBUTES = MediaType.parseMediaType("application/csrattrs");

    private final Enrolment enrolment;
    private final Visitors visitors;

    EstController(Enrolment enrolment, Visitors visitors) {
        this.enrolment = enrolment;
        this.visitors = visitors;
    }

    /** Somebody's step. */
    @FunctionalInterface
    private interface Step {
        ResponseEntity<String> take();
    }

    /** Whom to believe.
     *  @rfc 7030 4.1 */
    @GetMapping(LABEL + "/cacerts")
    @Admits(value = Admits.Stage.ANYONE, why = "a certificate is public, and who knows the label may know whose it is")
    ResponseEntity<String> authority(HttpServletRequest request, @PathVariable String label) {
        admit(request);
        return served(
                request,
                () -> tenant(label)
                        .flatMap(enrolment::authority)
                        .map(der -> answer(PKCS7, EstBodies.certsOnly(der)))
                        .orElseGet(() -> said(HttpStatus.NOT_FOUND, "There is nothing here by that name.")));
    }

    /** What to ask for.
     *  @rfc 7030 4.5 */
    @GetMapping(LABEL + "/csrattrs")
    @Admits(value = Admits.Stage.ANYONE, why = "the same for everybody")
    ResponseEntity<String> attributes(HttpServletRequest request, @PathVariable String label) {
        admit(request);
        return served(request, () -> answer(ATTRIBUTES, EstBodies.attributes()));
    }

    /** The first certificate, by an enrolment password.
     *  @rfc 7030 4.2.1 */
    @PostMapping(LABEL + "/simpleenroll")
    @Admits(value = Admits.Stage.ANYONE, why = WHY)
    ResponseEntity<String> enrol(HttpServletRequest request, @PathVariable String label) throws IOException {
        admit(request);
        Optional<byte[]> body = body(request);
        return served(request, () -> {
            Optional<Proved> proved = Basic.read(request.getHeader(HttpHeaders.AUTHORIZATION))
                    .flatMap(it -> tenant(label)
                            .flatMap(tenant -> enrolment.byPassword(
                                    tenant, request.getRemoteAddr(), it.username(), it.password())));
            return proved.isEmpty() ? challenge() : issued(proved.get(), request, body);
        });
    }

    /** The next one, by the certificate of the connection.
     *  @rfc 7030 4.2.2 */
    @PostMapping(LABEL + "/simplereenroll")
    @Admits(value = Admits.Stage.ANYONE, why = WHY)
    ResponseEntity<String> renew(HttpServletRequest request, @PathVariable String label) throws IOException {
        admit(request);
        Optional<byte[]> body = body(request);
        return served(request, () -> {
            Optional<Proved> proved = shown(request)
                    .flatMap(der -> tenant(label)
                            .flatMap(tenant -> enrolment.byCertificate(tenant, request.getRemoteAddr(), der)));
            return proved.isEmpty() ? unknown() : issued(proved.get(), request, body);
        });
    }

    /** Who asks too often is not looked at. */
    private void admit(HttpServletRequest request) {
        if (!visitors.mayAsk(request.getRemoteAddr())) {
            throw Problem.tooMany(Visitors.WINDOW);
        }
    }

    /** Empty where it is too long; read before a place is taken, so that one that comes slowly keeps nobody else out. */
    private static Optional<byte[]> body(HttpServletRequest request) throws IOException {
        return request.getContentLengthLong() > EstBodies.LONGEST
                ? Optional.empty()
                : EstBodies.read(request.getInputStream(), System::nanoTime);
    }

    /** So many at once: while there is no place nobody is asked who they are. */
    private ResponseEntity<String> served(HttpServletRequest request, Step step) {
        String address = request.getRemoteAddr();
        if (!visitors.enter(address)) {
            throw Problem.unavailable("Too many enrol at this moment.", Duration.ofSeconds(2));
        }
        try {
            return step.take();
        } finally {
            visitors.leave(address);
        }
    }

    /** @rfc 7030 4.2.3 */
    private ResponseEntity<String> issued(Proved proved, HttpServletRequest request, Optional<byte[]> body) {
        if (!isPkcs10(request.getContentType())) {
            return said(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send a request as application/pkcs10.");
        }
        if (body.isEmpty()) {
            return said(HttpStatus.CONTENT_TOO_LARGE, "Send at most " + EstBodies.LONGEST + " octets.");
        }
        Optional<byte[]> der = EstBodies.decoded(body.get());
        if (der.isEmpty()) {
            return said(HttpStatus.BAD_REQUEST, "The body is no base64. Send the request's DER in base64.");
        }
        return enrolment
                .certificate(proved, der.get())
                .map(certificate -> answer(PKCS7, EstBodies.certsOnly(certificate)))
                .orElseGet(() -> proved instanceof Proved.ByPassword ? challenge() : unknown());
    }

    private static boolean isPkcs10(@Nullable String type) {
        try {
            return type != null && MediaType.parseMediaType(type).equalsTypeAndSubtype(PKCS10);
        } catch (org.springframework.http.InvalidMediaTypeException none) {
            return false;
        }
    }

    /** An identity that nobody can have is nobody's. */
    private static Optional<TenantId> tenant(String label) {
        try {
            return Optional.of(UUID.fromString(label))
                    .filter(it -> it.toString().equals(label))
                    .map(TenantId::new);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> shown(HttpServletRequest request) {
        if (!(request.getAttribute(CERTIFICATE) instanceof X509Certificate[] chain) || chain.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(chain[0].getEncoded());
        } catch (CertificateEncodingException broken) {
            return Optional.empty();
        }
    }

    /** @rfc 7030 3.2.3 */
    private static ResponseEntity<String> challenge() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"enrolment\", charset=\"UTF-8\"")
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_PLAIN)
                .body("Send the device's authentication name and an enrolment password that is good.\n");
    }

    private static ResponseEntity<String> unknown() {
        return said(
                HttpStatus.FORBIDDEN,
                "Show the certificate that the device has now, which must be good, at the port that asks for it.");
    }

    private static ResponseEntity<String> answer(MediaType type, String body) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(type)
                .body(body);
    }

    private static ResponseEntity<String> said(HttpStatus status, String line) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_PLAIN)
                .body(line + "\n");
    }

    /** A body that breaks off, or comes too slowly: whoever sent it is gone, or goes on with another connection. */
    @ExceptionHandler
    void brokenOff(IOException broken, HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
    }

    /** What is wrong with a request is 400 here, in the words of the field. */
    @ExceptionHandler
    ResponseEntity<String> refused(Problem problem) {
        String line = problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().getFirst().message();
        HttpStatus status = problem.status() == HttpStatus.UNPROCESSABLE_CONTENT.value()
                ? HttpStatus.BAD_REQUEST
                : HttpStatus.valueOf(problem.status());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (problem.retryAfter().isPositive()) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter().toSeconds()));
        }
        return answer.cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(line + "\n");
    }
}
