/** How much the site server carries, beside nginx. */
@NullMarked
package jp.quickcare.benchmarks.server;

import org.jspecify.annotations.NullMarked;
