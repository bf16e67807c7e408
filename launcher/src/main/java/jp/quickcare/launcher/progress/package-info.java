/** How a long job tells how far it is, and hears that it is no longer wanted. */
@NullMarked
package jp.quickcare.launcher.progress;

import org.jspecify.annotations.NullMarked;
