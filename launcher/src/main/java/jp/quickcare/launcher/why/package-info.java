/** Why this PC has the release it has, in one sentence. */
@NullMarked
package jp.quickcare.launcher.why;

import org.jspecify.annotations.NullMarked;
