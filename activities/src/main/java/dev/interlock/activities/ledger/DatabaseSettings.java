// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

/**
 * How one database is reached.
 *
 * @param name what plans call it
 * @param url {@code jdbc:postgresql://…}, straight to the server: a transaction pooler loses session settings and locks
 * @param user the role that owns the tables
 */
public record DatabaseSettings(String name, String url, String user, String password) {

    @Override
    public String toString() {
        return name + " at " + url + " as " + user;
    }
}
