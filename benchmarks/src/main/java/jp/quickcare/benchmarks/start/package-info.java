/** Start, update and install, side by side. */
@NullMarked
package jp.quickcare.benchmarks.start;

import org.jspecify.annotations.NullMarked;
