/** What a delta says is to be done. */
@NullMarked
package jp.quickcare.delta.plan;

import org.jspecify.annotations.NullMarked;
