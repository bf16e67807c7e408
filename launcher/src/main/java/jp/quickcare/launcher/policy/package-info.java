/** What the last verified check said, kept for the click that must not wait. */
@NullMarked
package jp.quickcare.launcher.policy;

import org.jspecify.annotations.NullMarked;
