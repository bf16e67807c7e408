/** Where this PC's site is: its servers may move, and say so in what the site signs. */
@NullMarked
package jp.quickcare.launcher.address;

import org.jspecify.annotations.NullMarked;
