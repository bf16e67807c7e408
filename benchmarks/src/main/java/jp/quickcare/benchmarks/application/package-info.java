/** The generated application that every subject starts and updates. */
@NullMarked
package jp.quickcare.benchmarks.application;

import org.jspecify.annotations.NullMarked;
