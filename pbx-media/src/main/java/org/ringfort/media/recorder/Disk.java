package org.ringfort.media.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What recordings want of a disk; tests bring one that is full. Any thread. */
interface Disk {
    /** Octets that we could still write to the disk that holds the folder. */
    long usableBytes(Path folder) throws IOException;

    /** Makes a file for audio; there must be none of that name. */
    Open create(Path file) throws IOException;

    /** A file open for writing. One thread. */
    interface Open extends AutoCloseable {
        void write(ByteBuffer octets, long at) throws IOException;

        void truncate(long sizeBytes) throws IOException;

        /** Returns when all that was written lies on the disk. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public long usableBytes(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }

        @Override
        public Open create(Path file) throws IOException {
            return new OpenFile(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }
    };

    /** A real file. */
    record OpenFile(FileChannel channel) implements Open {
        @Override
        public void write(ByteBuffer octets, long at) throws IOException {
            channel.write(octets, at);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            channel.truncate(sizeBytes);
        }

        @Override
        public void force() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
