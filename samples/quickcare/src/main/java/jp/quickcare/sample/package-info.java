/** QuickCare: a small care-record application, here as any vendor's application would be. */
@NullMarked
package jp.quickcare.sample;

import org.jspecify.annotations.NullMarked;
