package org.ringfort.app.platform.rest;

import io.swagger.v3.oas.annotations.Hidden;
import org.ringfort.app.platform.access.Admits;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's description, as committed. */
@RestController
@Hidden
class OpenApiController {
    @GetMapping("/api/v1/openapi.json")
    @Admits(value = Admits.Stage.ANYONE, why = "it is published anyway")
    ResponseEntity<Resource> openApi() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ClassPathResource("api/openapi.json"));
    }
}
