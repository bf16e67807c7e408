/** What the rest of the system is told about an installed release: its version, its shortcuts. */
@NullMarked
package jp.quickcare.launcher.register;

import org.jspecify.annotations.NullMarked;
