// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** The {@code temporal} command line, as a person types it. */
public final class TemporalTool {

    private final ObjectMapper json = new ObjectMapper();
    private final String address;

    public TemporalTool(String address) {
        this.address = address;
    }

    /** Without input. */
    public void signal(String workflowId, String name) throws IOException, InterruptedException {
        run(List.of("workflow", "signal", "--workflow-id", workflowId, "--name", name));
    }

    /** @param input JSON */
    public void signal(String workflowId, String name, String input) throws IOException, InterruptedException {
        run(List.of("workflow", "signal", "--workflow-id", workflowId, "--name", name, "--input", input));
    }

    /** The ids of the workflows that a visibility query finds. */
    public List<String> list(String query) throws IOException, InterruptedException {
        JsonNode found = json.readTree(run(List.of("workflow", "list", "--query", query, "--output", "json")));
        return StreamSupport.stream(found.spliterator(), false)
                .map(workflow -> workflow.at("/execution/workflowId").asText())
                .toList();
    }

    public String runId(String workflowId) throws IOException, InterruptedException {
        String described = run(List.of("workflow", "describe", "--workflow-id", workflowId, "--output", "json"));
        return json.readTree(described)
                .at("/workflowExecutionInfo/execution/runId")
                .asText();
    }

    /** Returns once it can be read. */
    public void createNamespace(String name) throws Exception {
        run(List.of("operator", "namespace", "create", "--namespace", name));
        Waiting.until(
                "namespace " + name,
                () -> start(List.of("operator", "search-attribute", "list", "--namespace", name))
                                .waitFor()
                        == 0);
    }

    /** @param type as the command line writes it */
    public void createAttribute(String namespace, String name, String type) throws IOException, InterruptedException {
        run(List.of(
                "operator", "search-attribute", "create", "--namespace", namespace, "--name", name, "--type", type));
    }

    public boolean isHealthy() throws IOException, InterruptedException {
        return start(List.of("operator", "cluster", "health")).waitFor() == 0;
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("temporal " + String.join(" ", arguments) + " said: " + said);
        }
        return said;
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("temporal"));
        command.addAll(arguments);
        command.addAll(List.of("--address", address));
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
