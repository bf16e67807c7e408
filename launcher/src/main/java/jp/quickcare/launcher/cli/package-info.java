/** The launcher's command line: install, start, update, repair, verify, status, rollback, uninstall. */
@NullMarked
package jp.quickcare.launcher.cli;

import org.jspecify.annotations.NullMarked;
