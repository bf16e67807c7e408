/** Files and folders that are there whole, or not at all, after a kill or a power cut. */
@NullMarked
package jp.quickcare.launcher.durable;

import org.jspecify.annotations.NullMarked;
