// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Schema {@code interlock} of one database, read only. Each method is one statement in its own transaction; no locks but
 * ACCESS SHARE.
 */
public final class Ledger {

    private final Jdbi jdbi;

    /** @param jdbi knows the rows of this package: see {@link #mapping} */
    public Ledger(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Teaches it this package's records: snake_case columns to components of the same name. */
    public static Jdbi mapping(Jdbi jdbi) {
        List.of(
                        MigrationRow.class,
                        EventRow.class,
                        LookRow.class,
                        EvidenceRow.class,
                        ClaimRow.class,
                        KillRow.class,
                        BackfillRow.class,
                        RateRow.class,
                        LockWaitRow.class,
                        ReleaseRow.class,
                        ArchiveRow.class,
                        ArchiveOrderRow.class,
                        QueueRow.class)
                .forEach(row -> jdbi.registerRowMapper(ConstructorMapper.factory(row)));
        return jdbi;
    }

    /** Newest first. */
    public List<MigrationRow> migrations(MigrationFilter filter, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(LedgerSql.MIGRATIONS)
                .bind("phase", filter.phase())
                .bind("owner", filter.owner())
                .bind("limit", limit)
                .mapTo(MigrationRow.class)
                .list());
    }

    /** The newest run of a plan's id. */
    public Optional<MigrationRow> latest(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(LedgerSql.LATEST)
                .bind("id", id)
                .mapTo(MigrationRow.class)
                .findOne());
    }

    public boolean completed(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(LedgerSql.COMPLETED)
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }

    /** Claims on any of the tables ({@code schema.table}) by another migration than {@code id}. */
    public List<ClaimRow> claims(List<String> tables, String id) {
        return jdbi.withHandle(handle -> handle.createQuery(LedgerSql.CLAIMS)
                .bind("id", id)
                .bindArray("tables", String.class, tables)
                .mapTo(ClaimRow.class)
                .list());
    }

    /** Every audit line of one migration, oldest first. */
    public List<EventRow> events(long number) {
        return ofMigration(LedgerSql.EVENTS, number, EventRow.class);
    }

    /** The looks at which a guardrail's verdict changed, and its newest; oldest first. */
    public List<LookRow> looks(long number) {
        return ofMigration(LedgerSql.LOOKS, number, LookRow.class);
    }

    /** Whom its schema work waits for, seen within the last 30 s. */
    public Optional<LockWaitRow> lockWait(long number) {
        return ofMigration(LedgerSql.LOCK_WAIT, number, LockWaitRow.class).stream()
                .findFirst();
    }

    public List<EvidenceRow> evidence(long number) {
        return ofMigration(LedgerSql.EVIDENCE, number, EvidenceRow.class);
    }

    /** Its place in the queue, while it waits for a claim. */
    public Optional<QueueRow> queued(long number) {
        return ofMigration(LedgerSql.QUEUE, number, QueueRow.class).stream().findFirst();
    }

    /** Those that need the old path, oldest first. */
    public List<ReleaseRow> releases(long number) {
        return ofMigration(LedgerSql.RELEASES, number, ReleaseRow.class);
    }

    /** One for each table whose backfill has begun in the present round. */
    public List<BackfillRow> backfill(long number) {
        return ofMigration(LedgerSql.BACKFILL, number, BackfillRow.class);
    }

    /** The rate that a person has ordered, if anybody has. */
    public Optional<RateRow> rate(long number) {
        return ofMigration(LedgerSql.RATE, number, RateRow.class).stream().findFirst();
    }

    /** Whatever is kept, by when it goes. */
    public List<ArchiveRow> archives() {
        return jdbi.withHandle(handle ->
                handle.createQuery(LedgerSql.ARCHIVES).mapTo(ArchiveRow.class).list());
    }

    /** What is or was kept of every run of a plan's id. */
    public List<ArchiveRow> archives(String id) {
        return ofId(LedgerSql.ARCHIVES_OF, id, ArchiveRow.class);
    }

    /** The newest first. */
    public List<ArchiveOrderRow> archiveOrders(String id) {
        return ofId(LedgerSql.ARCHIVE_ORDERS, id, ArchiveOrderRow.class);
    }

    private <T> List<T> ofId(String sql, String id, Class<T> row) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).bind("id", id).mapTo(row).list());
    }

    private <T> List<T> ofMigration(String sql, long number, Class<T> row) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql).bind("number", number);
            return query.mapTo(row).list();
        });
    }
}
