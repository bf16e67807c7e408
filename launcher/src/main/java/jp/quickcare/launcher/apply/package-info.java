/** The change from one release to another in the application's folder: whole, or not at all. */
@NullMarked
package jp.quickcare.launcher.apply;

import org.jspecify.annotations.NullMarked;
