/** The launcher's log, for support; only the slow path writes one. */
@NullMarked
package jp.quickcare.launcher.log;

import org.jspecify.annotations.NullMarked;
