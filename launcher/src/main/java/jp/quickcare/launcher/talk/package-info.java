/** What the launcher says to the person at the PC, in their language, and what it hears. */
@NullMarked
package jp.quickcare.launcher.talk;

import org.jspecify.annotations.NullMarked;
