package org.ringfort.app.music.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.music.HoldMusic;
import org.ringfort.app.music.HoldMusics;
import org.ringfort.app.music.MusicSource;
import org.ringfort.app.music.store.HoldMusicStore.Versioned;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.voicemail.Wave;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/hold-music")
@Tag(name = "hold music")
class HoldMusicController {
    private static final int MOST_OCTETS = 16 << 20;

    private final HoldMusics music;
    private final Uploads uploads = new Uploads(MOST_OCTETS, Duration.ofMinutes(1), 4);

    HoldMusicController(HoldMusics music) {
        this.music = music;
    }

    /**
     * @param source where it comes from
     * @param tune the tenant's own, played or not; absent where there is none
     */
    record HoldMusicView(MusicSource source, @Nullable TuneView tune, long version) {
        static HoldMusicView of(Versioned it) {
            return new HoldMusicView(
                    it.music().source(), it.music().tune().map(TuneView::of).orElse(null), it.version());
        }
    }

    /** @param digest SHA-256 of the sound; the same stands in the audit trail */
    record TuneView(long lengthMs, String digest) {
        static TuneView of(HoldMusic.Tune tune) {
            return new TuneView(tune.lengthMs(), tune.digest());
        }
    }

    record HoldMusicInput(@NotNull MusicSource source) {}

    @GetMapping
    @Requires(Permission.MUSIC_READ)
    @Operation(summary = "Read what those hear whom phones of the tenant keep on hold")
    ResponseEntity<HoldMusicView> readHoldMusic() {
        return view(music.current());
    }

    @PutMapping
    @Requires(Permission.MUSIC_WRITE)
    @Operation(summary = "Say what those on hold hear: calls that begin from now on, at the latest in half a minute")
    ResponseEntity<HoldMusicView> changeHoldMusic(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody HoldMusicInput input) {
        return view(music.change(EntityTag.required(ifMatch), input.source()));
    }

    @PutMapping("/tune")
    @Requires(Permission.MUSIC_WRITE)
    @Operation(
            summary = "Upload a tune of one's own, and play it: WAV, 16 bit, 1 s to 3 min, at most 16 MiB",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "audio/wav",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<HoldMusicView> uploadHoldTune(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, HttpServletRequest request)
            throws IOException {
        long version = EntityTag.required(ifMatch);
        return view(uploads.take(TenantScope.current(), request, file -> music.upload(version, file)));
    }

    @GetMapping("/tune")
    @Requires(Permission.MUSIC_READ)
    @Operation(
            summary = "Hear the tenant's own tune as those on hold hear it: WAV",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "audio/wav",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<Resource> hearHoldTune() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("audio/wav"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"hold-music.wav\"")
                .body(new ByteArrayResource(Wave.of(music.hear())));
    }

    @DeleteMapping("/tune")
    @Requires(Permission.MUSIC_WRITE)
    @Operation(summary = "Delete the tenant's own tune; where it was played, the built-in one is")
    ResponseEntity<HoldMusicView> deleteHoldTune(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return view(music.forget(EntityTag.required(ifMatch)));
    }

    private static ResponseEntity<HoldMusicView> view(Versioned it) {
        return Answers.of(it.version(), HoldMusicView.of(it));
    }
}
