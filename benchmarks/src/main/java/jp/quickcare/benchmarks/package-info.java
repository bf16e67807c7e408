/** Side by side with named peers. */
@NullMarked
package jp.quickcare.benchmarks;

import org.jspecify.annotations.NullMarked;
