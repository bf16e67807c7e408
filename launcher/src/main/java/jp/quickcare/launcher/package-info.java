/** The launcher: from a click to the running application. */
@NullMarked
package jp.quickcare.launcher;

import org.jspecify.annotations.NullMarked;
