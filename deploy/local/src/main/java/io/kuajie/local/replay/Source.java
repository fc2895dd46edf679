package io.kuajie.local.replay;

import io.kuajie.local.Partner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** One file to replay as one partner's behaviour. */
public record Source(Partner partner, Path file, Format format) {
    private static final int NAME_DIGITS = 12;

    /** What a first pass tells. @param digest SHA-256 of the content, hexadecimal @param last time of the latest event */
    record Facts(String digest, long lines, Optional<Instant> last) {
        /** The same for the same content, so that an import begun earlier is continued. */
        String importName(Format format) {
            return format.label() + "-" + digest.substring(0, NAME_DIGITS);
        }
    }

    Facts facts() {
        MessageDigest sha256 = sha256();
        Instant[] last = {Instant.MIN};
        long[] lines = {0};
        eachLine(sha256, line -> {
            lines[0]++;
            format.time(line).filter(time -> time.isAfter(last[0])).ifPresent(time -> last[0] = time);
        });
        Optional<Instant> latest = last[0].equals(Instant.MIN) ? Optional.empty() : Optional.of(last[0]);
        return new Facts(HexFormat.of().formatHex(sha256.digest()), lines[0], latest);
    }

    /** Hands each line to a reader, without its end. */
    void eachLine(Consumer<String> reader) {
        eachLine(sha256(), reader);
    }

    private void eachLine(MessageDigest digest, Consumer<String> reader) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s can't be read.".formatted(file), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256", e);
        }
    }
}
