/** Deflates again to the very same bytes, where that can be proved. */
@NullMarked
package jp.quickcare.delta.deflate;

import org.jspecify.annotations.NullMarked;
