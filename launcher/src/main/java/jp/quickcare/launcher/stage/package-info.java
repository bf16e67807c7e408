/** A private place where a release's files are gathered and verified before any of them is put in place. */
@NullMarked
package jp.quickcare.launcher.stage;

import org.jspecify.annotations.NullMarked;
