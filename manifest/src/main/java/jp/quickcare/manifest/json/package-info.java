/** Signed JSON read strictly, held as plain values, and written in the one form that signatures cover. */
@NullMarked
package jp.quickcare.manifest.json;

import org.jspecify.annotations.NullMarked;
