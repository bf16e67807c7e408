/** Who may use the console: its password, sessions, wrong tries, and whether somebody sits at the server PC itself. */
@NullMarked
package jp.quickcare.server.console.access;

import org.jspecify.annotations.NullMarked;
