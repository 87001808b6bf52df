// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.http.UnreachableException;
import dev.interlock.cli.text.ProblemText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code database/name} on the command line means; the database may be left out where the API knows only one. */
record Target(String database, String name) {

    private static final String NAME = "[A-Za-z0-9._-]+";

    /**
     * @throws ParameterException when it does not say which one is meant
     * @throws UnreachableException when the API has to be asked and does not answer
     */
    static Target of(String given, ApiClient api, CommandSpec command) {
        String[] parts = given.split("/", -1);
        if (parts.length == 2 && parts[0].matches(NAME) && parts[1].matches(NAME)) {
            return new Target(parts[0], parts[1]);
        }
        if (parts.length == 1 && given.matches(NAME)) {
            return new Target(onlyDatabase(given, api, command), given);
        }
        throw new ParameterException(command.commandLine(), "'" + given + "' is not of the form database/name");
    }

    private static String onlyDatabase(String name, ApiClient api, CommandSpec command) {
        Answer answer = api.get("/api/v1/migrations");
        if (!answer.ok()) {
            throw new UnreachableException(ProblemText.of(answer.body()));
        }
        List<String> databases = new ArrayList<>();
        answer.body().path("databases").forEach((JsonNode database) -> databases.add(database.asText()));
        if (databases.size() == 1) {
            return databases.get(0);
        }
        throw new ParameterException(
                command.commandLine(),
                "the API knows the databases " + String.join(", ", databases) + ": say which, as in "
                        + (databases.isEmpty() ? "database" : databases.get(0)) + "/" + name);
    }

    String migrationPath() {
        return "/api/v1/migrations/" + database + "/" + name;
    }

    String claimPath() {
        return "/api/v1/claims/" + database + "/" + name;
    }

    String flagPath() {
        return "/api/v1/flags/" + database + "/" + name;
    }

    @Override
    public String toString() {
        return database + "/" + name;
    }
}
