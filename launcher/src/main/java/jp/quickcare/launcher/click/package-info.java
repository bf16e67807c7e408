/** The click: decides in a blink whether there is anything to do, and starts the application. */
@NullMarked
package jp.quickcare.launcher.click;

import org.jspecify.annotations.NullMarked;
