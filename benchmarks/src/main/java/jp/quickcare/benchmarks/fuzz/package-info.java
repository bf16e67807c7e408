/** Deltas and chunks that were tampered with, in great number: each is refused or harmless. */
@NullMarked
package jp.quickcare.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
