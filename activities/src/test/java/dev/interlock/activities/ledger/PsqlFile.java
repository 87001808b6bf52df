// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a file as {@code psql -f} does, as far as our files need it: {@code \set ON_ERROR_STOP}, {@code \getenv} and
 * {@code :'variable'}. Anything else that begins with a backslash is an error.
 */
final class PsqlFile {

    private static final Pattern GETENV = Pattern.compile("\\\\getenv (\\w+) (\\w+)");
    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");

    private final Path file;
    private final Map<String, String> environment;

    PsqlFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = Map.copyOf(environment);
    }

    /** Each statement in a transaction of its own, up to the first that fails. */
    void run(Connection connection) throws IOException, SQLException {
        Map<String, String> variables = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("\\")) {
                command(line, variables);
            } else if (!line.startsWith("--")) {
                sql.append(line).append('\n');
            }
        }
        for (String statement : sql.toString().split(";")) {
            if (!statement.isBlank()) {
                Sql.run(connection, filled(statement, variables));
            }
        }
    }

    private void command(String line, Map<String, String> variables) {
        Matcher getenv = GETENV.matcher(line);
        if (getenv.matches()) {
            String value = environment.get(getenv.group(2));
            if (value != null) {
                variables.put(getenv.group(1), value);
            }
        } else if (!line.equals("\\set ON_ERROR_STOP on")) {
            throw new IllegalStateException("not understood: " + line);
        }
    }

    /** A variable that is not set stays as it is written, and is a syntax error to the server. */
    private static String filled(String statement, Map<String, String> variables) {
        return VARIABLE.matcher(statement).replaceAll(found -> {
            String value = variables.get(found.group(1));
            String text = value == null ? found.group() : "'" + value.replace("'", "''") + "'";
            return Matcher.quoteReplacement(text);
        });
    }
}
