/** Codes bits under learned probabilities. */
@NullMarked
package jp.quickcare.delta.mix;

import org.jspecify.annotations.NullMarked;
