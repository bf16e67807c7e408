/** Makes the changed files of a release from what is installed and a delta, and remembers the deltas that failed. */
@NullMarked
package jp.quickcare.launcher.delta;

import org.jspecify.annotations.NullMarked;
