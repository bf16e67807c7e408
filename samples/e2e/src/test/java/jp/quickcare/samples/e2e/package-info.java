/** The packaged product, driven as its users drive it. */
@NullMarked
package jp.quickcare.samples.e2e;

import org.jspecify.annotations.NullMarked;
