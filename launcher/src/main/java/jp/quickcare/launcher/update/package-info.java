/** The update from lock to receipt: verify, decide, ask, plan, fetch, stage, put in place. */
@NullMarked
package jp.quickcare.launcher.update;

import org.jspecify.annotations.NullMarked;
