package jp.quickcare.server.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The digest of all that a backup has, kept in it: what was altered afterwards, by a disk or by hand, is found before it
 * is brought back. It proves nothing against who makes a new one.
 */
final class BackupDigest {
    private static final String NAME = "backup-sha256";

    private BackupDigest() {}

    /** Writes it into a backup that is complete. */
    static void put(DatabaseLocation.Embedded backup) throws SQLException {
        try (Connection connection = Pools.source(backup).getConnection();
                java.sql.PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO site (name, value) VALUES (?, ?)")) {
            statement.setString(1, NAME);
            statement.setString(2, of(connection));
            statement.execute();
        }
    }

    /**
     * Takes it out again, for what is brought back is no backup any more.
     *
     * @return whether it is that of what is there; a backup of an older server has none, and passes
     */
    static boolean takeAndCheck(DatabaseLocation.Embedded backup) throws SQLException {
        try (Connection connection = Pools.source(backup).getConnection()) {
            Optional<String> told = told(connection);
            if (told.isEmpty()) {
                return true;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM site WHERE name = '" + NAME + "'");
            }
            return told.get().equals(of(connection));
        }
    }

    private static Optional<String> told(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT value FROM site WHERE name = '" + NAME + "'")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static String of(Connection connection) throws SQLException {
        MessageDigest sha256 = Sha256.newDigest();
        for (Tables.Table table : Tables.KEPT) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT * FROM " + table.name() + " ORDER BY " + String.join(", ", table.key()))) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int i = 1; i <= columns; i++) {
                        sha256.update(String.valueOf(row.getObject(i)).getBytes(StandardCharsets.UTF_8));
                        sha256.update((byte) 0);
                    }
                }
            }
            sha256.update((byte) 1);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
