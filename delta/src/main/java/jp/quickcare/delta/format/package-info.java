/** What a delta consists of, and its limits. */
@NullMarked
package jp.quickcare.delta.format;

import org.jspecify.annotations.NullMarked;
