/** The folder of one installation and what lies where in it. */
@NullMarked
package jp.quickcare.launcher.home;

import org.jspecify.annotations.NullMarked;
