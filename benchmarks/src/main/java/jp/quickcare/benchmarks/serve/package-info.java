/** The neutral static server of the peers, and a server that never answers. */
@NullMarked
package jp.quickcare.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
