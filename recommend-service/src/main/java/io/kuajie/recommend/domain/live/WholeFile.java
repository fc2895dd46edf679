package io.kuajie.recommend.domain.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is written in one step: nobody reads half of it, and a crash leaves the old one or the new one. */
public final class WholeFile {
    /** What a file is to hold. */
    @FunctionalInterface
    public interface Contents {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What a file holds. @param sha256 of all of it, hexadecimal */
    public record Written(long sizeBytes, String sha256) {}

    private WholeFile() {}

    /** Writes or replaces it. */
    public static Written write(Path file, Contents contents) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        MessageDigest digest = sha256();
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(part), digest), 1 << 16)) {
            contents.writeTo(out);
        }
        Written written = new Written(Files.size(part), hexadecimal(digest));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return written;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    static String hexadecimal(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
