package jp.quickcare.server.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jp.quickcare.manifest.digest.Sha256;

/** Copies what one database keeps into another of the same tables, in one transaction on each side, and compares. */
final class Copying {
    private static final int ROWS_AT_ONCE = 1_000;

    private Copying() {}

    /**
     * Makes the target have what the source has. Nothing is committed.
     *
     * @param source in a transaction that sees one state of it
     * @param target in a transaction; what it has is deleted
     * @return how many rows there are
     * @throws SQLException either could not be used
     * @throws IllegalStateException what was written does not read as what was copied
     */
    static long copy(Connection source, Connection target) throws SQLException {
        long rows = 0;
        for (Tables.Table table : Tables.KEPT) {
            try (Statement statement = target.createStatement()) {
                statement.execute("DELETE FROM " + table.name());
            }
            Copied copied = copy(source, target, table);
            Copied found = read(target, table, copied.columns);
            if (!found.equals(copied)) {
                throw new IllegalStateException(
                        "the copy of " + table.name() + " differs: " + copied.rows + " rows, " + found.rows + " found");
            }
            rows += copied.rows;
        }
        return rows;
    }

    /** What was copied or found. The digest does not depend on the order, which each database has its own of. */
    private record Copied(List<String> columns, long rows, long digest) {}

    private static Copied copy(Connection source, Connection target, Tables.Table table) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = statement.executeQuery("SELECT * FROM " + table.name())) {
                List<String> columns = columns(row.getMetaData());
                String insert = "INSERT INTO " + table.name() + " (" + String.join(", ", columns) + ") VALUES ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
                Sum sum = new Sum();
                try (PreparedStatement inserting = target.prepareStatement(insert)) {
                    while (row.next()) {
                        sum.add(row, columns);
                        bind(row, columns, inserting);
                        inserting.addBatch();
                        if (sum.rows % ROWS_AT_ONCE == 0) {
                            inserting.executeBatch();
                        }
                    }
                    inserting.executeBatch();
                }
                return new Copied(columns, sum.rows, sum.digest);
            }
        }
    }

    private static void bind(ResultSet row, List<String> columns, PreparedStatement inserting) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.getObject(columns.get(i));
            if (value instanceof Number number) {
                inserting.setLong(i + 1, number.longValue());
            } else {
                inserting.setString(i + 1, String.valueOf(value));
            }
        }
    }

    private static Copied read(Connection target, Tables.Table table, List<String> columns) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row =
                    statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table.name())) {
                Sum sum = new Sum();
                while (row.next()) {
                    sum.add(row, columns);
                }
                return new Copied(columns, sum.rows, sum.digest);
            }
        }
    }

    private static List<String> columns(ResultSetMetaData meta) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnName(i));
        }
        return columns;
    }

    private static final class Sum {
        private final MessageDigest sha256 = Sha256.newDigest();
        private long rows;
        private long digest;

        void add(ResultSet row, List<String> columns) throws SQLException {
            for (String column : columns) {
                sha256.update(String.valueOf(row.getObject(column)).getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            digest += java.nio.ByteBuffer.wrap(sha256.digest()).getLong();
            rows++;
        }
    }
}
