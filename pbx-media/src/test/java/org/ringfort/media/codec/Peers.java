package org.ringfort.media.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Codecs that others wrote, called where they lie: what baresip uses. One frame of 20 ms at a time. */
final class Peers {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/lib/x86_64-linux-gnu"), Path.of("/usr/lib/aarch64-linux-gnu"), Path.of("/usr/lib64"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final Arena arena = Arena.ofAuto();
    private final SymbolLookup library;

    @SuppressWarnings("restricted")
    private Peers(Path file) {
        library = SymbolLookup.libraryLookup(file, arena);
    }

    static Optional<Peers> spandsp() {
        return library("libspandsp.so.2");
    }

    static Optional<Peers> libopus() {
        return library("libopus.so.0");
    }

    private static Optional<Peers> library(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .map(Peers::new);
    }

    /** Something that turns one array into another, by a function of the library. */
    interface Codec {
        byte[] of(byte[] in, int lengthBytes);
    }

    @SuppressWarnings("restricted") // native code, in tests alone
    private MethodHandle function(String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(library.find(name).orElseThrow(), shape);
    }

    /** Samples to octets, at 64 kbit/s. */
    Codec g722Encoder() {
        return g722("g722_encode");
    }

    Codec g722Decoder() {
        return g722("g722_decode");
    }

    private Codec g722(String name) {
        var address = ValueLayout.ADDRESS;
        MethodHandle begin = function(name + "_init", FunctionDescriptor.of(address, address, INT, INT));
        MethodHandle work = function(name, FunctionDescriptor.of(INT, address, address, address, INT));
        boolean encodes = name.endsWith("encode");
        try {
            var state = (MemorySegment) begin.invoke(MemorySegment.NULL, 64_000, 0);
            return (in, length) -> run(in, length, encodes ? 1 : 2, (from, to) ->
                    (int) work.invoke(state, to, from, encodes ? length / 2 : length));
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    Codec opusEncoder(int sampleHz, int channels) {
        var address = ValueLayout.ADDRESS;
        int voip = 2_048;
        MethodHandle begin = function("opus_encoder_create", FunctionDescriptor.of(address, INT, INT, INT, address));
        MethodHandle work = function("opus_encode", FunctionDescriptor.of(INT, address, address, INT, address, INT));
        try {
            var state = (MemorySegment) begin.invoke(sampleHz, channels, voip, MemorySegment.NULL);
            return (in, length) ->
                    run(in, length, 1, (from, to) -> (int) work.invoke(state, from, length / 2 / channels, to, 1_500));
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    Codec opusDecoder(int sampleHz) {
        var address = ValueLayout.ADDRESS;
        MethodHandle begin = function("opus_decoder_create", FunctionDescriptor.of(address, INT, INT, address));
        MethodHandle work =
                function("opus_decode", FunctionDescriptor.of(INT, address, address, INT, address, INT, INT));
        try {
            var state = (MemorySegment) begin.invoke(sampleHz, 1, MemorySegment.NULL);
            return (in, length) ->
                    run(in, length, 2, (from, to) -> (int) work.invoke(state, from, length, to, 5_760, 0));
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    private interface Call {
        int of(MemorySegment from, MemorySegment to) throws Throwable;
    }

    private static byte[] run(byte[] in, int lengthBytes, int bytesEach, Call call) {
        try (Arena once = Arena.ofConfined()) {
            MemorySegment from = once.allocate(Math.max(1, lengthBytes), 8);
            MemorySegment.copy(in, 0, from, ValueLayout.JAVA_BYTE, 0, lengthBytes);
            MemorySegment to = once.allocate(16_384, 8);
            int made = call.of(from, to);
            if (made < 0) {
                throw new IllegalStateException("the library says " + made);
            }
            return to.asSlice(0, (long) made * bytesEach).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }
}
