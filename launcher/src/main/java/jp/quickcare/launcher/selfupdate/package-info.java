/** Putting a new version of the launcher beside the one that runs, and turning to it. */
@NullMarked
package jp.quickcare.launcher.selfupdate;

import org.jspecify.annotations.NullMarked;
