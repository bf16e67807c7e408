/** From what servers say to a release that vendor and site both stand behind. */
@NullMarked
package jp.quickcare.launcher.verify;

import org.jspecify.annotations.NullMarked;
