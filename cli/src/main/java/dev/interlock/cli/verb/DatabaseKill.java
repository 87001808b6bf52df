// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.cli.http.UnreachableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/** Calls {@code interlock.kill} in the database itself. Locks: the flag's row, waited for at most five seconds. */
final class DatabaseKill {

    private static final double THOUSANDTHS = 1000.0;

    private static final String SCHEME = "jdbc:postgresql:";

    /** The connection broke, the server is going down, or somebody holds the flag's row: nobody has said no. */
    private static final Set<String> UNDECIDED = Set.of("08", "57", "55P03");

    private final String url;

    DatabaseKill(String url) {
        this.url = url;
    }

    /** @throws UnreachableException when there is no connection, or no answer on it */
    Result kill(String key, String actor, String reason) {
        try (Connection connection = connection()) {
            return kill(connection, key, actor, reason);
        } catch (SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            if (UNDECIDED.stream().anyMatch(state::startsWith)) {
                throw new UnreachableException("the database has not killed the flag: " + firstLine(failure), failure);
            }
            return new Result.Refused(firstLine(failure));
        }
    }

    /** The address may hold a password, and the driver's manager shows what it does not know. */
    private Connection connection() {
        if (!url.startsWith(SCHEME)) {
            throw new UnreachableException(KillCommand.KILL_URL + " does not begin with " + SCHEME);
        }
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "interlock:kill");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("options", "-c lock_timeout=5s");
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException failure) {
            throw new UnreachableException(
                    "cannot reach the database of " + KillCommand.KILL_URL + " (" + firstLine(failure) + ")", failure);
        }
    }

    private static Result kill(Connection connection, String key, String actor, String reason) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT percent, version, epoch FROM interlock.kill(?, ?, ?)")) {
            statement.setString(1, key);
            statement.setString(2, actor);
            statement.setString(3, reason);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Result.Killed(json(key, row));
            }
        }
    }

    private static ObjectNode json(String key, ResultSet row) throws SQLException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", key);
        json.put("percent", row.getInt("percent") / THOUSANDTHS);
        json.put("version", row.getLong("version"));
        json.put("epoch", row.getLong("epoch"));
        json.put(KillCommand.WAY, "database");
        return json;
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .replaceFirst("^ERROR: ", "");
    }

    /** What came of it. */
    sealed interface Result {

        record Killed(ObjectNode json) implements Result {}

        record Refused(String sentence) implements Result {}
    }
}
