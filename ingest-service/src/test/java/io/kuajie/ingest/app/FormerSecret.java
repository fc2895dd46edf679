package io.kuajie.ingest.app;

import io.kuajie.kernel.Pseudonymizer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A secret of pseudonyms that was replaced, by the name it is told the door under. */
public final class FormerSecret implements QuarkusTestResourceLifecycleManager {
    private static final String SECRET =
            Base64.getEncoder().encodeToString("a secret of 32 bytes, replaced .".getBytes(StandardCharsets.US_ASCII));

    /** Makes the pseudonyms that people had before. */
    static Pseudonymizer pseudonymizer() {
        return Pseudonymizer.ofBase64(SECRET);
    }

    @Override
    public Map<String, String> start() {
        return Map.of("kuajie.pseudonym.former.2026-a", SECRET);
    }

    @Override
    public void stop() {}
}
