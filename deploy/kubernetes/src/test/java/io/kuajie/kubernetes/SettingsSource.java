package io.kuajie.kubernetes;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The settings of one {@code @ConfigMapping} interface, read from its source, because only there they are explained. */
final class SettingsSource {
    private static final Pattern MAP = Pattern.compile("Map<String,\\s*([\\w<>]+)>");
    private static final Pattern OPTIONAL = Pattern.compile("Optional<(.+)>|Optional(Int|Long|Double)");
    private static final Pattern UPPER = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private final Map<String, ClassTree> groups = new HashMap<>();
    private final List<Setting> settings = new ArrayList<>();
    private final DocTrees docs;
    private final CompilationUnitTree unit;

    /**
     * One key.
     *
     * @param fallback value where none is given; empty where there is none
     */
    record Setting(String key, String type, Optional<String> fallback, boolean optional, String meaning) {}

    private SettingsSource(JavacTask task) throws IOException {
        docs = DocTrees.instance(task);
        unit = task.parse().iterator().next();
    }

    /** The settings of the interface in a file, in the order of the source. */
    static List<Setting> of(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, diagnostic -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            SettingsSource source = new SettingsSource(task);
            source.read();
            return source.settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        ClassTree root = (ClassTree) unit.getTypeDecls().getFirst();
        collect(root);
        group(
                root,
                annotation(root.getModifiers().getAnnotations(), "ConfigMapping")
                        .orElseThrow());
    }

    private void collect(ClassTree type) {
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree nested) {
                groups.put(nested.getSimpleName().toString(), nested);
                collect(nested);
            }
        }
    }

    private void group(ClassTree type, String prefix) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                var annotations = method.getModifiers().getAnnotations();
                String name = annotation(annotations, "WithName")
                        .orElseGet(() -> kebab(method.getName().toString()));
                entry(method, prefix + "." + name, annotation(annotations, "WithDefault"));
            }
        }
    }

    private void entry(MethodTree method, String key, Optional<String> fallback) {
        String type = method.getReturnType().toString();
        Matcher map = MAP.matcher(type);
        if (map.matches() && groups.containsKey(map.group(1))) {
            group(groups.get(map.group(1)), key + ".<id>");
            return;
        }
        if (groups.containsKey(type)) {
            group(groups.get(type), key);
            return;
        }
        if (map.matches()) {
            settings.add(new Setting(key + ".<name>", simple(map.group(1)), fallback, true, meaning(method)));
            return;
        }
        Matcher optional = OPTIONAL.matcher(type);
        boolean absent = optional.matches();
        String value = !absent ? type : optional.group(1) == null ? optional.group(2) : optional.group(1);
        settings.add(new Setting(key, simple(value), fallback, absent, meaning(method)));
    }

    private String meaning(MethodTree method) {
        String text = docs.getDocComment(TreePath.getPath(unit, method));
        return text == null ? "" : text.strip().replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
    }

    private static String simple(String type) {
        return switch (type.substring(type.lastIndexOf('.') + 1).replaceAll(">", "")) {
            case "int", "Int", "Integer", "long", "Long" -> "whole number";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "duration";
            case "URI" -> "address";
            case "ZoneId" -> "time zone";
            case "String" -> type.startsWith("List") ? "list" : "text";
            default -> type.startsWith("List") || type.startsWith("Set") ? "list" : type;
        };
    }

    private static String kebab(String name) {
        return UPPER.matcher(name).replaceAll(match -> "-" + match.group(1).toLowerCase(java.util.Locale.ROOT));
    }

    private static Optional<String> annotation(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .map(annotation -> annotation.getArguments().getFirst())
                .map(argument -> argument instanceof AssignmentTree assigned ? assigned.getExpression() : argument)
                .map(value -> ((LiteralTree) value).getValue().toString())
                .findFirst();
    }
}
