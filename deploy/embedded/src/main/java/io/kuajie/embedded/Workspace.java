package io.kuajie.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder a server lives in: the caller's, which is kept, or a temporary one, which is deleted. Temporary folders carry the
 * id of their process, so that those of a process that was killed are cleared by the next.
 */
record Workspace(Path folder, boolean isTemporary) {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"), "kuajie-servers");

    /** @param kept null for a temporary folder */
    static Workspace of(@Nullable Path kept, String server) {
        try {
            if (kept != null) {
                return new Workspace(Files.createDirectories(kept.toAbsolutePath()), false);
            }
            Files.createDirectories(TEMPORARY);
            clearOrphans();
            String owner = Long.toString(ProcessHandle.current().pid());
            return new Workspace(Files.createTempDirectory(TEMPORARY, owner + "-" + server + "-"), true);
        } catch (IOException e) {
            throw new ServerStartException(
                    "The folder %s of %s could not be made: %s"
                            .formatted(kept == null ? TEMPORARY : kept, server, e.getMessage()),
                    e);
        }
    }

    /** Deletes the folder if it is temporary. */
    void release() {
        if (isTemporary) {
            delete(folder);
        }
    }

    private static void clearOrphans() throws IOException {
        List<Path> folders;
        try (Stream<Path> listed = Files.list(TEMPORARY)) {
            folders = listed.toList();
        }
        for (Path folder : folders) {
            String owner = folder.getFileName().toString().replaceAll("-.*", "");
            if (owner.matches("\\d{1,18}")
                    && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                Postmaster.in(folder).ifPresent(Postmaster::kill);
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // Somebody else clears it, or the next start does.
            Progress.logged().report("The temporary folder %s could not be deleted: %s".formatted(folder, e));
        }
    }
}
