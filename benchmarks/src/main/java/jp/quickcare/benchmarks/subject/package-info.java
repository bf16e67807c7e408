/** What is measured: a plain start, the peers and QuickCare, each set up and verified. */
@NullMarked
package jp.quickcare.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
