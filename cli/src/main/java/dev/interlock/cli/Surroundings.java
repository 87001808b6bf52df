// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a command takes from outside its arguments.
 *
 * @param user who gives the commands, unless {@code --actor} says otherwise
 * @param pause between two questions while watching or waiting
 */
public record Surroundings(Map<String, String> environment, String user, Clock clock, Duration pause) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(), System.getProperty("user.name", "unknown"), Clock.systemUTC(), Duration.ofSeconds(1));
    }
}
