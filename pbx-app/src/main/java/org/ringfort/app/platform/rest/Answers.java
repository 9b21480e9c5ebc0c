package org.ringfort.app.platform.rest;

import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** The answers that REST doors give when all went well. */
public final class Answers {
    private Answers() {}

    /** 200 with the version of what is shown. */
    public static <T> ResponseEntity<T> of(long version, T body) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(version))
                .cacheControl(CacheControl.noStore())
                .body(body);
    }

    /** 201 with the place and version of what was created. */
    public static <T> ResponseEntity<T> created(String path, long version, boolean repeated, T body) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create(path))
                .eTag(EntityTag.of(version))
                .cacheControl(CacheControl.noStore());
        if (repeated) {
            answer.header("Idempotency-Replayed", "true");
        }
        return answer.body(body);
    }

    /** 200 with something that nobody may keep. */
    public static <T> ResponseEntity<T> once(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** 204. */
    public static ResponseEntity<Void> done() {
        return ResponseEntity.noContent().build();
    }
}
