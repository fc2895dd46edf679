package io.kuajie.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The stack's keys and its pseudonym secret, made at random at the first start and kept in a file that only its owner can read.
 * Services get digests of the keys, never the keys.
 */
public final class Keys {
    private static final int KEY_BYTES = 24;
    private static final int SECRET_BYTES = 32;

    private final Path file;
    private final Properties values = new Properties();
    private final SecureRandom random = new SecureRandom();
    private final boolean isComplete;

    private Keys(Path file, boolean isComplete) {
        this.file = file;
        this.isComplete = isComplete;
    }

    /** Reads the file, where there is one; keys that are missing are made. */
    static Keys in(Path file) {
        Keys keys = new Keys(file, false);
        if (Files.exists(file)) {
            keys.load();
        }
        return keys;
    }

    /**
     * Reads the keys of a stack that runs; none is made.
     *
     * @throws IllegalArgumentException if there is no such file, and later if it lacks a key that is asked for
     */
    public static Keys of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "There are no keys in %s; start the stack with deploy/local/run, or name its keys.properties."
                            .formatted(file));
        }
        Keys keys = new Keys(file, true);
        keys.load();
        return keys;
    }

    private void load() {
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The keys in %s can't be read.".formatted(file), e);
        }
    }

    public Path file() {
        return file;
    }

    /** Opens the door for a partner: events, catalogue, consents, links. */
    public String writeKey(Partner partner) {
        return key(partner.id() + ".write-key", KEY_BYTES);
    }

    /** Opens recommendations for a partner. */
    public String storefrontKey(Partner partner) {
        return key(partner.id() + ".storefront-key", KEY_BYTES);
    }

    /** Opens what operators may do. */
    public String operatorKey() {
        return key("operator-key", KEY_BYTES);
    }

    String databasePassword() {
        return key("database-password", KEY_BYTES);
    }

    /** What match keys are made with, in Base64. */
    String matchSecret() {
        return key("match-secret", SECRET_BYTES);
    }

    /** What pseudonyms are made with, in Base64. */
    String pseudonymSecret() {
        return key("pseudonym-secret", SECRET_BYTES);
    }

    private synchronized String key(String name, int bytes) {
        String known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        if (isComplete) {
            throw new IllegalArgumentException(
                    "The keys in %s lack %s; name the keys of a stack that has this partner.".formatted(file, name));
        }
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        Base64.Encoder encoder = bytes == SECRET_BYTES
                ? Base64.getEncoder()
                : Base64.getUrlEncoder().withoutPadding();
        String made = encoder.encodeToString(fresh);
        values.setProperty(name, made);
        save();
        return made;
    }

    private void save() {
        StringBuilder text = new StringBuilder("# Keys of this local stack. Whoever has them can use it.\n");
        new TreeMap<>(values)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        PrivateFile.write(file, text.toString());
    }
}
