package io.kuajie.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' own kinds, by the models of its Java client. The models refuse unknown fields and miss required ones, but take a
 * number for a text and a text for a number; what they read is therefore written again and must be what it was.
 */
final class CoreSchema {
    static final String METADATA = "ObjectMeta";

    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1 Namespace", V1Namespace.class),
            Map.entry("v1 ConfigMap", V1ConfigMap.class),
            Map.entry("v1 Secret", V1Secret.class),
            Map.entry("v1 Service", V1Service.class),
            Map.entry("v1 ServiceAccount", V1ServiceAccount.class),
            Map.entry("apps/v1 Deployment", V1Deployment.class),
            Map.entry("apps/v1 StatefulSet", V1StatefulSet.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class),
            Map.entry(METADATA, V1ObjectMeta.class));

    private CoreSchema() {}

    static List<String> faults(JsonObject json, String kind) {
        Class<?> model = MODELS.get(kind);
        if (model == null) {
            return List.of("The kind '%s' is not known here.".formatted(kind));
        }
        try {
            Object read = JSON.getGson().fromJson(json, model);
            List<String> faults = new ArrayList<>();
            compare(json, JSON.getGson().toJsonTree(read), kind, faults);
            return faults;
        } catch (IllegalArgumentException | JsonParseException | IllegalStateException e) {
            return List.of("%s: %s".formatted(kind, e.getMessage()));
        }
    }

    private static void compare(JsonElement written, JsonElement read, String path, List<String> faults) {
        if (written instanceof JsonObject object && read instanceof JsonObject other) {
            object.entrySet().forEach(field -> {
                String name = path + "." + field.getKey();
                if (other.has(field.getKey())) {
                    compare(field.getValue(), other.get(field.getKey()), name, faults);
                } else {
                    faults.add("%s is unknown, or empty.".formatted(name));
                }
            });
        } else if (written instanceof JsonArray array
                && read instanceof JsonArray other
                && array.size() == other.size()) {
            for (int i = 0; i < array.size(); i++) {
                compare(array.get(i), other.get(i), "%s[%d]".formatted(path, i), faults);
            }
        } else if (!written.equals(read)) {
            faults.add("%s holds %s, which is read as %s.".formatted(path, written, read));
        }
    }
}
