package org.ringfort.app;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.kernel.secret.Secret;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What the OpenAPI document says beyond what the methods do: problems, permissions, what may be null. */
@SuppressWarnings({"unchecked", "rawtypes"}) // the library calls its own generic types raw
@TestConfiguration(proxyBeanMethods = false)
class OpenApiWords {
    static {
        SpringDocUtils.getConfig().replaceWithSchema(Secret.class, new StringSchema().format("password"));
    }

    @Bean
    OpenAPI document() {
        Schema<?> fieldError = new Schema<>()
                .types(java.util.Set.of("object"))
                .addProperty("field", text())
                .addProperty("code", text())
                .addProperty("message", text())
                .required(List.of("code", "field", "message"));
        Schema<?> errors = new Schema<>().types(java.util.Set.of("array")).items(fieldError);
        Schema<?> status = new Schema<>().types(java.util.Set.of("integer")).format("int32");
        Schema<?> problem = new Schema<>()
                .types(java.util.Set.of("object"))
                .description("RFC 9457; errors names the fields to blame")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", status)
                .addProperty("detail", text())
                .addProperty("code", text())
                .addProperty("errors", errors)
                .required(List.of("code", "detail", "status", "title", "type"));
        return new OpenAPI()
                .info(new Info()
                        .title("Ringfort")
                        .version("v1")
                        .description("Administration of a hosted, multi-tenant PBX. See the API guide for sign-in, "
                                + "tenants, pages, entity tags and idempotency keys.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSchemas("Problem", problem)
                        .addSecuritySchemes(
                                "apiKey",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("rf_ and 43 characters"))
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("__Host-session")
                                        .description("with X-XSRF-TOKEN on all but GET")));
    }

    private static Schema<?> text() {
        return new Schema<>().types(java.util.Set.of("string"));
    }

    @Bean
    OperationCustomizer permissionsAndProblems() {
        return (operation, method) -> {
            operation
                    .getResponses()
                    .addApiResponse(
                            "default",
                            new ApiResponse()
                                    .description("A problem")
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(new Schema<>()
                                                                    .$ref("#/components/schemas/Problem")))));
            Requires requires = method.getMethodAnnotation(Requires.class);
            if (requires != null) {
                List<String> permissions = Arrays.stream(requires.value())
                        .map(Permission::wireName)
                        .toList();
                operation.description("Needs " + String.join(" or ", permissions) + ".");
                operation.addExtension("x-permissions", permissions);
                operation.addSecurityItem(new SecurityRequirement().addList("apiKey"));
                operation.addSecurityItem(new SecurityRequirement().addList("session"));
                operation.addParametersItem(new Parameter()
                        .in("header")
                        .name("X-Ringfort-Tenant")
                        .description("The tenant to act on; only for those of the platform")
                        .schema(text().format("uuid")));
            }
            return operation;
        };
    }

    @Bean
    ModelConverter whatMayBeNull() {
        return new NullableParts();
    }

    /** All parts of a record are there; those marked nullable may be null, and may be left out of what is sent to us. */
    private static final class NullableParts implements ModelConverter {
        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
            if (raw.isRecord() && resolved != null) {
                Schema<?> model = resolved.get$ref() == null
                        ? resolved
                        : context.getDefinedModels()
                                .get(resolved.get$ref()
                                        .substring(resolved.get$ref().lastIndexOf('/') + 1));
                if (model != null && model.getProperties() != null) {
                    describe(raw, model);
                }
            }
            return resolved;
        }

        private static void describe(Class<?> raw, Schema<?> model) {
            boolean sentToUs = raw.getSimpleName().endsWith("Input")
                    || raw.getSimpleName().endsWith("Create")
                    || raw.getSimpleName().endsWith("Change");
            Map<String, Schema> properties = new LinkedHashMap<>(model.getProperties());
            for (RecordComponent part : raw.getRecordComponents()) {
                Schema<?> property = properties.get(part.getName());
                if (property == null) {
                    continue;
                }
                boolean nullable = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
                if (nullable) {
                    properties.put(part.getName(), orNull(property));
                }
                boolean listed =
                        model.getRequired() != null && model.getRequired().contains(part.getName());
                if (!listed && !(nullable && sentToUs)) {
                    model.addRequiredItem(part.getName());
                }
            }
            model.setProperties(properties);
        }

        private static Schema<?> orNull(Schema<?> property) {
            if (property.getTypes() != null && !property.getTypes().isEmpty()) {
                property.addType("null");
                return property;
            }
            if (property.get$ref() != null) {
                return new Schema<>().oneOf(List.of(property, new Schema<>().types(java.util.Set.of("null"))));
            }
            return property;
        }
    }
}
