/** The chart of vital signs, there from release 1.1 on. */
@NullMarked
package jp.quickcare.sample.chart;

import org.jspecify.annotations.NullMarked;
