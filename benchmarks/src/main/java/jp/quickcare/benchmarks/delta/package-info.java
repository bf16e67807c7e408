/** What an update's bytes cost: deltas of real releases, beside named peers. */
@NullMarked
package jp.quickcare.benchmarks.delta;

import org.jspecify.annotations.NullMarked;
