/** The conversation in a window, held by a process of its own so that no end of a display ends an update. */
@NullMarked
package jp.quickcare.launcher.window;

import org.jspecify.annotations.NullMarked;
