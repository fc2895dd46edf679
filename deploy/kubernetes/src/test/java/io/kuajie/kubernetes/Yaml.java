package io.kuajie.kubernetes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML documents as JSON, and takes no key that stands twice in one object. */
final class Yaml {
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private Yaml() {}

    static JsonArray list(String source, String text) {
        if (!(GSON.toJsonTree(parser().load(text)) instanceof JsonArray array)) {
            throw new IllegalArgumentException("A text of %s is not a list.".formatted(source));
        }
        return array;
    }

    static List<Manifest> read(String source, String text) {
        List<Manifest> manifests = new ArrayList<>();
        for (Object document : parser().loadAll(text)) {
            if (!(GSON.toJsonTree(document) instanceof JsonObject object)) {
                throw new IllegalArgumentException("A document of %s is not an object.".formatted(source));
            }
            manifests.add(new Manifest(source, object));
        }
        return manifests;
    }

    private static org.yaml.snakeyaml.Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
    }
}
