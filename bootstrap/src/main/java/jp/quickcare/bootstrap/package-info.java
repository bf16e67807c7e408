/** The first step of a click: picks the launcher that works and hands over. */
@NullMarked
package jp.quickcare.bootstrap;

import org.jspecify.annotations.NullMarked;
