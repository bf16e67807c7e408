/** Asks a site server for a place among those who may transfer now, waits for it, keeps it and gives it back. */
@NullMarked
package jp.quickcare.launcher.admission;

import org.jspecify.annotations.NullMarked;
