/** The window's own process: what is drawn, and what the person at the PC does with it. */
@NullMarked
package jp.quickcare.launcher.window.screen;

import org.jspecify.annotations.NullMarked;
