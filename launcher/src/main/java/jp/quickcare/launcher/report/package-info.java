/** Tells the site server what becomes of each update and why this PC is where it is; kept on disk until it was heard. */
@NullMarked
package jp.quickcare.launcher.report;

import org.jspecify.annotations.NullMarked;
