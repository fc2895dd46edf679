package io.kuajie.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one run of a program has loaded, linked and profiled, kept for its later starts, which then take about a third of the
 * processor time (the JDK's ahead-of-time cache, JEP 483, 514 and 515). Kept beside the build's output, by program, options and
 * class path; a program that was built anew begins anew.
 *
 * <p>A cache is used wherever there is one. A run is recorded only where the system property {@value #RECORD} asks for it, because
 * recording costs processor time.
 */
public final class StartCache {
    static final String RECORD = "kuajie.starts.record";
    private static final int KEY_BYTES = 8;
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final String program;
    private final Path file;

    private StartCache(Path folder, String program, String key) {
        this.folder = folder;
        this.program = program;
        this.file = folder.resolve(program + "-" + key + ".aot");
    }

    /**
     * @param program names the cache
     * @param options of the JVM, without what differs from run to run
     * @param classPath jars only, as a cache demands
     */
    public static StartCache of(String program, List<String> options, List<Path> classPath) {
        Path folder = ServersHome.find().folder().toAbsolutePath().resolveSibling("starts");
        return new StartCache(folder, program, key(options, classPath));
    }

    /** The JVM's options that use the cache, record one, or do neither. */
    public List<String> options() {
        if (Files.exists(file)) {
            // One that doesn't fit after all is passed over without a word.
            return List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off,cds*=off");
        }
        if (!Boolean.getBoolean(RECORD)) {
            return List.of();
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:AOTCacheOutput=" + unfinished(), "-Xlog:aot*=off,cds*=off");
    }

    /**
     * Has a process that was started with {@link #options()} write down its run so far; the process goes on. Does nothing where
     * there is a cache. Without success the next start is as slow as this one was, and that is all.
     */
    public void keep(long pid) {
        if (Files.exists(file) || !Boolean.getBoolean(RECORD)) {
            return;
        }
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "AOT.end_recording")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                jcmd.destroyForcibly();
            } else if (jcmd.exitValue() == 0 && Files.exists(unfinished())) {
                forgetOthers();
                Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            Progress.logged().report("The start of %s could not be kept: %s".formatted(program, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private void forgetOthers() throws IOException {
        try (var files = Files.newDirectoryStream(folder, program + "-*.aot")) {
            for (Path old : files) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static String key(List<String> options, List<Path> classPath) {
        StringBuilder text = new StringBuilder(Runtime.version().toString()).append(options);
        try {
            for (Path jar : classPath) {
                text.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            }
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
