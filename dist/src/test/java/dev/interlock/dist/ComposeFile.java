// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file as Docker reads it: anchors and merges resolved, variables at their defaults. */
final class ComposeFile {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

    private final Path root;
    private final Map<String, Object> content;

    private ComposeFile(Path root, Map<String, Object> content) {
        this.root = root;
        this.content = content;
    }

    static ComposeFile read() throws IOException {
        Path root = root(Path.of("").toAbsolutePath());
        String text = Files.readString(root.resolve("docker-compose.yml"));
        return new ComposeFile(root, new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    private static Path root(Path from) {
        Path candidate = from;
        while (!Files.exists(candidate.resolve("docker-compose.yml"))) {
            candidate = Objects.requireNonNull(candidate.getParent(), "no docker-compose.yml above " + from);
        }
        return candidate;
    }

    Path root() {
        return root;
    }

    Map<String, Map<String, Object>> services() {
        return map(Objects.requireNonNull(content.get("services"), "the compose file has no services"));
    }

    Map<String, Object> service(String name) {
        return Objects.requireNonNull(services().get(name), name);
    }

    static List<String> strings(Map<String, Object> service, String key) {
        Object value = service.get(key);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** With the defaults of the compose file's own variables filled in. */
    static Map<String, String> environment(Map<String, Object> service) {
        Map<String, String> environment = new TreeMap<>();
        Map<String, Object> given = service.containsKey("environment") ? map(service.get("environment")) : Map.of();
        given.forEach((name, value) -> environment.put(name, defaults(String.valueOf(value))));
        return environment;
    }

    static String defaults(String value) {
        Matcher matcher = VARIABLE.matcher(value);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(found.group(2)));
    }

    @SuppressWarnings("unchecked")
    static <V> Map<String, V> map(Object value) {
        return (Map<String, V>) value;
    }
}
