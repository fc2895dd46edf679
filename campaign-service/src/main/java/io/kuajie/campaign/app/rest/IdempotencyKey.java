package io.kuajie.campaign.app.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kuajie.campaign.app.store.IdempotencyTable.Claim;
import io.kuajie.campaign.domain.campaign.Proposal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Idempotency-Key} header. */
final class IdempotencyKey {
    private static final Pattern FORM = Pattern.compile("[ -~]{1,128}");
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private IdempotencyKey() {}

    /** The claim a request makes; null if it makes none. */
    static @Nullable Claim claim(Viewer viewer, @Nullable String key, Proposal request) {
        if (key == null) {
            return null;
        }
        if (!FORM.matcher(key).matches()) {
            throw Refusals.invalid("Idempotency-Key", "must be 1 to 128 printable ASCII characters.");
        }
        return new Claim(viewer.name(), key, digest(request));
    }

    private static String digest(Proposal request) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(JSON.writeValueAsBytes(request)));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("A request could not be digested.", e);
        }
    }
}
