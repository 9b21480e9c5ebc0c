package org.ringfort.app.policy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.policy.Policies;
import org.ringfort.app.policy.SecurityPolicy;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/security-policy")
@Tag(name = "security policy")
class PolicyController {
    private final Policies policies;

    PolicyController(Policies policies) {
        this.policies = policies;
    }

    record SecurityPolicyView(
            boolean offerMd5,
            boolean allowClearMedia,
            int minRegistrationSeconds,
            int maxRegistrationSeconds,
            boolean refuseFalseClaims,
            long version) {}

    record SecurityPolicyInput(
            boolean offerMd5,
            boolean allowClearMedia,
            @Min(10) @Max(3600) int minRegistrationSeconds,
            @Min(10) @Max(86_400) int maxRegistrationSeconds,
            @Nullable Boolean refuseFalseClaims) {}

    @GetMapping
    @Requires(Permission.POLICY_READ)
    @Operation(summary = "Read what the tenant demands of phones")
    ResponseEntity<SecurityPolicyView> readSecurityPolicy() {
        return view(policies.current());
    }

    @PutMapping
    @Requires(Permission.POLICY_WRITE)
    @Operation(summary = "Change what the tenant demands of phones")
    ResponseEntity<SecurityPolicyView> changeSecurityPolicy(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody SecurityPolicyInput input) {
        return view(policies.change(
                EntityTag.required(ifMatch),
                new SecurityPolicy(
                        input.offerMd5(),
                        input.allowClearMedia(),
                        input.minRegistrationSeconds(),
                        input.maxRegistrationSeconds(),
                        Boolean.TRUE.equals(input.refuseFalseClaims()))));
    }

    private static ResponseEntity<SecurityPolicyView> view(Policies.Versioned it) {
        SecurityPolicy policy = it.policy();
        return Answers.of(
                it.version(),
                new SecurityPolicyView(
                        policy.offerMd5(),
                        policy.allowClearMedia(),
                        policy.minRegistrationSeconds(),
                        policy.maxRegistrationSeconds(),
                        policy.refuseFalseClaims(),
                        it.version()));
    }
}
