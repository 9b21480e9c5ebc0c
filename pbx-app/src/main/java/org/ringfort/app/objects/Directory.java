package org.ringfort.app.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Objects as files, a folder for each tenant. Several apps may share it where all of them see the same file system. An operator has
 * put a file {@value #MARK} there: where that is missing so may be the file system, and nothing is taken for kept or gone.
 */
final class Directory implements ObjectStore {
    static final String MARK = ".ringfort-objects";

    private final Path root;

    Directory(Path root) {
        this.root = root;
    }

    private void refuseUnlessThere() throws IOException {
        if (!Files.exists(root.resolve(MARK))) {
            throw new IOException(root + " has no file " + MARK + ": it is not mounted, or not prepared");
        }
    }

    @Override
    public void put(ObjectName name, byte[] octets) throws IOException {
        refuseUnlessThere();
        Path file = root.resolve(name.toString());
        Path folder = root.resolve(name.tenant().toString());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            sync(root);
        }
        Path unfinished = folder.resolve(name.id() + ".part");
        try (FileChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            for (ByteBuffer left = ByteBuffer.wrap(octets); left.hasRemaining(); ) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    /** What was named in a folder is named there after a loss of power as well. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name) throws IOException {
        refuseUnlessThere();
        try {
            return Optional.of(Files.readAllBytes(root.resolve(name.toString())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        refuseUnlessThere();
        Files.deleteIfExists(root.resolve(name.toString()));
        Files.deleteIfExists(root.resolve(name + ".part"));
    }
}
