/** What the server remembers: one database for a site, SQLite beside it or PostgreSQL for several servers. */
@NullMarked
package jp.quickcare.server.database;

import org.jspecify.annotations.NullMarked;
