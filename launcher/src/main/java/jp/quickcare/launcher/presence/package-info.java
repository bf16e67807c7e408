/** Tells the site server who works with the application now, and hears from it that something is new. */
@NullMarked
package jp.quickcare.launcher.presence;

import org.jspecify.annotations.NullMarked;
