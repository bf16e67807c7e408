/** How QuickCare looks: colours, fonts and the few painted shapes. */
@NullMarked
package jp.quickcare.sample.look;

import org.jspecify.annotations.NullMarked;
