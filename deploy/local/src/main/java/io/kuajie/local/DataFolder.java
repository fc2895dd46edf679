package io.kuajie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder that holds everything a stack keeps. A marker file says that it is one, so nothing else is ever deleted. */
public final class DataFolder implements AutoCloseable {
    private static final String MARKER = ".kuajie-data";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens the folder for one stack alone, making it where it is missing.
     *
     * @throws IllegalArgumentException if it holds something else, or another stack is using it
     */
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            if (isForeign(folder)) {
                throw new IllegalArgumentException(
                        "The folder %s holds something else; name an empty or a new one.".formatted(folder));
            }
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new IllegalArgumentException(
                        "Another stack is running on %s; stop it, or name another folder.".formatted(folder));
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder %s can't be used.".formatted(folder), e);
        }
    }

    /**
     * Deletes a data folder with all that is in it; nothing happens where there is none.
     *
     * @throws IllegalArgumentException if the folder is no data folder, or in use
     */
    public static void forget(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (DataFolder folder = open(path)) {
            clear(folder.path);
        }
    }

    Path path() {
        return path;
    }

    /** A folder within, made where it is missing. */
    Path folder(String name) {
        Path folder = path.resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s can't be made.".formatted(folder), e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Deletes all that is in a folder, and the folder. */
    static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s can't be deleted.".formatted(folder), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder %s can't be released.".formatted(path), e);
        }
    }

    private static boolean isForeign(Path folder) throws IOException {
        if (!Files.exists(folder) || Files.exists(folder.resolve(MARKER))) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isPresent();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
