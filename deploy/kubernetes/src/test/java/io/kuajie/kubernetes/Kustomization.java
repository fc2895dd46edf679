package io.kuajie.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A kustomization file: the fields that the project uses, and no other. Patches are JSON patches that stand in the file. */
final class Kustomization {
    private static final StructuralSchema SCHEMA =
            new StructuralSchema(JsonParser.parseString("""
            {"type": "object", "required": ["apiVersion", "kind", "namespace", "resources"], "properties": {
              "apiVersion": {"type": "string", "enum": ["kustomize.config.k8s.io/v1beta1"]},
              "kind": {"type": "string", "enum": ["Kustomization"]},
              "namespace": {"type": "string"},
              "resources": {"type": "array", "items": {"type": "string"}},
              "labels": {"type": "array", "items": {"type": "object", "properties": {
                "pairs": {"type": "object", "additionalProperties": {"type": "string"}}}}},
              "configMapGenerator": {"type": "array", "items": {"type": "object", "required": ["name", "files"],
                "properties": {"name": {"type": "string"}, "files": {"type": "array", "items": {"type": "string"}},
                  "behavior": {"type": "string", "enum": ["create", "replace", "merge"]}}}},
              "images": {"type": "array", "items": {"type": "object", "required": ["name", "newTag"], "properties": {
                "name": {"type": "string"}, "newName": {"type": "string"}, "newTag": {"type": "string"}}}},
              "patches": {"type": "array", "items": {"type": "object", "required": ["target", "patch"], "properties": {
                "patch": {"type": "string"},
                "options": {"type": "object", "properties": {"allowKindChange": {"type": "boolean"}}},
                "target": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"},
                  "name": {"type": "string"}, "labelSelector": {"type": "string"}}}}}}
            }}""").getAsJsonObject());
    private static final StructuralSchema PATCH =
            new StructuralSchema(JsonParser.parseString("""
            {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["op", "path"],
              "x-kubernetes-preserve-unknown-fields": true, "properties": {
                "op": {"type": "string", "enum": ["add", "replace", "remove"]},
                "path": {"type": "string", "pattern": "^/"}}}}""").getAsJsonObject());

    private final String folder;
    private final JsonObject json;

    Kustomization(String folder) {
        this.folder = folder;
        this.json = ManifestFiles.kustomization(folder).json();
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>(SCHEMA.faults(json, folder));
        patches().forEach(patch -> faults.addAll(PATCH.faults(patch, folder + " patch")));
        patches()
                .flatMap(patch -> patch.asList().stream())
                .map(JsonElement::getAsJsonObject)
                .filter(step -> step.size() != (step.get("op").getAsString().equals("remove") ? 2 : 3))
                .forEach(step -> faults.add("%s: the patch step %s is malformed.".formatted(folder, step)));
        return faults;
    }

    /** The files it takes in, without the folders. */
    List<String> files() {
        return json.getAsJsonArray("resources").asList().stream()
                .map(JsonElement::getAsString)
                .filter(resource -> resource.endsWith(".yaml"))
                .toList();
    }

    private Stream<JsonArray> patches() {
        return json.has("patches")
                ? json.getAsJsonArray("patches").asList().stream()
                        .map(patch -> patch.getAsJsonObject().get("patch").getAsString())
                        .map(text -> Yaml.list(folder, text))
                : Stream.empty();
    }
}
