/** Whose word for a server's certificate this PC takes. */
@NullMarked
package jp.quickcare.launcher.tls;

import org.jspecify.annotations.NullMarked;
