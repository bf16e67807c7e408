/** Tables for people and JSON for tools. */
@NullMarked
package jp.quickcare.benchmarks.report;

import org.jspecify.annotations.NullMarked;
