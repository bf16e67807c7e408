/** Sizes, classes and memory. */
@NullMarked
package jp.quickcare.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
