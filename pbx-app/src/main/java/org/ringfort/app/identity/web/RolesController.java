package org.ringfort.app.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.ringfort.app.platform.access.Admits;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.PermissionTable;
import org.ringfort.app.platform.access.Role;
import org.ringfort.app.platform.rest.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/roles")
@Tag(name = "roles")
class RolesController {
    record RoleView(Role name, String description, boolean ofPlatform, List<String> permissions) {}

    @GetMapping
    @Admits(value = Admits.Stage.SIGNED_IN, why = "the table is the same for all, and in the documentation")
    @Operation(summary = "List the roles and what they allow")
    Page<RoleView> listRoles() {
        return new Page<>(
                Arrays.stream(Role.values()).map(RolesController::view).toList(), null);
    }

    private static RoleView view(Role role) {
        String description = switch (role) {
            case PLATFORM_ADMINISTRATOR -> "Runs the installation, and acts on any tenant";
            case TENANT_ADMINISTRATOR -> "Runs one tenant";
            case OPERATOR -> "Watches and ends calls, helps people";
            case AUDITOR -> "Reads everything, changes nothing, hears nothing";
            case USER -> "Has an extension and its messages";
        };
        return new RoleView(
                role,
                description,
                role.ofPlatform(),
                PermissionTable.of(role).stream()
                        .map(Permission::wireName)
                        .sorted()
                        .toList());
    }
}
