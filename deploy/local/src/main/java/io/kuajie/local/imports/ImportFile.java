package io.kuajie.local.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** A file to import, plain or gzip, of any size: it is read as a stream. */
public record ImportFile(Path path) {
    private static final int NAME_DIGITS = 12;
    private static final int LONGEST_NAME = 80;

    /** @throws IllegalArgumentException if there is no such file */
    public ImportFile {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IllegalArgumentException("The file %s can't be read.".formatted(path));
        }
    }

    public long sizeBytes() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The same for the same content, so that the same file is imported once. */
    public String importName() {
        String file = path.getFileName().toString().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        String start = file.length() > LONGEST_NAME ? file.substring(0, LONGEST_NAME) : file;
        return start + "-" + digest().substring(0, NAME_DIGITS);
    }

    /** The file's bytes. @param mostBytesPerSecond at most so many @param onBytes is told how many have been read */
    public InputStream open(long mostBytesPerSecond, LongConsumer onBytes) throws IOException {
        return new Paced(Files.newInputStream(path), mostBytesPerSecond, onBytes);
    }

    private String digest() {
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256", e);
        }
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("The file %s can't be read.".formatted(path), e);
    }

    /** Never ahead of the rate. */
    private static final class Paced extends FilterInputStream {
        private static final int MOST_AT_ONCE = 16 * 1024;

        private final long mostBytesPerSecond;
        private final LongConsumer onBytes;
        private final long started = System.nanoTime();
        private long read;

        Paced(InputStream in, long mostBytesPerSecond, LongConsumer onBytes) {
            super(in);
            this.mostBytesPerSecond = mostBytesPerSecond;
            this.onBytes = onBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int given = super.read(target, from, Math.min(length, MOST_AT_ONCE));
            if (given > 0) {
                read += given;
                onBytes.accept(read);
                double ahead = (double) read / mostBytesPerSecond - (System.nanoTime() - started) / 1e9;
                if (ahead > 0) {
                    io.kuajie.local.client.Pause.of(java.time.Duration.ofMillis((long) (ahead * 1000)));
                }
            }
            return given;
        }
    }
}
