/** The end of an installation. */
@NullMarked
package jp.quickcare.launcher.uninstall;

import org.jspecify.annotations.NullMarked;
