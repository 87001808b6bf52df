// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One target database, reached directly and never through a pooler.
 *
 * @param url {@code jdbc:postgresql://…}, without user or password
 * @param user owns the tables that plans change
 * @param apiRole may read the ledger; created grants only, never the role itself
 * @param killRole may execute {@code interlock.kill} and nothing else
 * @param applicationRoles may report as evaluators and read their flag
 */
public record DatabaseSettings(
        String url,
        String user,
        String password,
        @Nullable String apiRole,
        @Nullable String killRole,
        List<String> applicationRoles) {

    public DatabaseSettings {
        applicationRoles = List.copyOf(applicationRoles);
    }

    @JsonCreator
    static DatabaseSettings of(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("password") @Nullable String password,
            @JsonProperty("apiRole") @Nullable String apiRole,
            @JsonProperty("killRole") @Nullable String killRole,
            @JsonProperty("applicationRoles") @Nullable List<String> applicationRoles) {
        return new DatabaseSettings(
                url == null ? "" : url,
                user == null ? "" : user,
                password == null ? "" : password,
                apiRole,
                killRole,
                applicationRoles == null ? List.of() : applicationRoles);
    }

    List<String> problems(String path) {
        List<String> problems = new ArrayList<>();
        if (!url.startsWith("jdbc:postgresql:")) {
            problems.add(path + ".url must be given; write jdbc:postgresql://host:5432/name");
        }
        if (url.toLowerCase(Locale.ROOT).matches(".*[?&](user|password)=.*")) {
            problems.add(path + ".url carries user or password; write them under " + path + ".user and .password");
        }
        if (user.isBlank()) {
            problems.add(path + ".user must be given: the role that owns the tables");
        }
        return problems;
    }

    /** The address without parameters, for people. */
    public String address() {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + address() + ", user=" + user + ", password=***]";
    }
}
