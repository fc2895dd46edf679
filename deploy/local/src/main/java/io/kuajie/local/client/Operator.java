package io.kuajie.local.client;

import io.kuajie.kernel.DataPurpose;
import io.kuajie.kernel.DataUse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** ingest-service, as an operator uses it. */
public final class Operator {
    private final Api api;

    public Operator(Api api) {
        this.api = api;
    }

    /** Has the source agree that the target uses, and names, what the source knows of people; as before, if it has agreed already. */
    public void agreeToAll(String source, String target) {
        List<String> uses =
                Arrays.stream(DataUse.values()).map(DataUse::wireName).toList();
        api.put(
                "/v1/agreements/%s/%s".formatted(source, target),
                Map.of("uses", uses, "purpose", DataPurpose.RECOMMENDATIONS.wireName()));
    }
}
