/** What a system brings of its own for the interfaces that the launcher owns. */
@NullMarked
package jp.quickcare.launcher.system;

import org.jspecify.annotations.NullMarked;
