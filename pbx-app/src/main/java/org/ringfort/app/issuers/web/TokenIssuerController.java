package org.ringfort.app.issuers.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.issuers.TokenIssuer;
import org.ringfort.app.issuers.TokenIssuers;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.EntityTag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/token-issuer")
@Tag(name = "token issuer")
class TokenIssuerController {
    private final TokenIssuers issuers;

    TokenIssuerController(TokenIssuers issuers) {
        this.issuers = issuers;
    }

    record TokenIssuerView(
            boolean enabled, String issuer, String audience, String jwksUrl, String claim, long version) {}

    record TokenIssuerInput(
            boolean enabled,
            @NotNull @Size(max = 500) String issuer,
            @NotNull @Size(max = 255) String audience,
            @NotNull @Size(max = 500) String jwksUrl,
            @NotNull @Size(max = 100) String claim) {}

    @GetMapping
    @Requires(Permission.POLICY_READ)
    @Operation(summary = "Read whose access tokens the tenant's phones may register and call with")
    ResponseEntity<TokenIssuerView> readTokenIssuer() {
        return view(issuers.current());
    }

    @PutMapping
    @Requires(Permission.POLICY_WRITE)
    @Operation(summary = "Change whose access tokens the tenant's phones may register and call with")
    ResponseEntity<TokenIssuerView> changeTokenIssuer(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody TokenIssuerInput input) {
        return view(issuers.change(
                EntityTag.required(ifMatch),
                new TokenIssuer(
                        input.enabled(),
                        input.issuer().strip(),
                        input.audience().strip(),
                        input.jwksUrl().strip(),
                        input.claim().strip())));
    }

    private static ResponseEntity<TokenIssuerView> view(TokenIssuers.Versioned it) {
        TokenIssuer issuer = it.issuer();
        return Answers.of(
                it.version(),
                new TokenIssuerView(
                        issuer.enabled(),
                        issuer.issuer(),
                        issuer.audience(),
                        issuer.jwksUrl(),
                        issuer.claim(),
                        it.version()));
    }
}
