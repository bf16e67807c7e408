/** What a run costs: CPU of the whole process tree, wall time to the first statement, peak memory. */
@NullMarked
package jp.quickcare.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
