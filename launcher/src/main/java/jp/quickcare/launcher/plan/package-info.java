/** What an update has to do, worked out from values alone. */
@NullMarked
package jp.quickcare.launcher.plan;

import org.jspecify.annotations.NullMarked;
