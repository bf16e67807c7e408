/** Makes the new files from the old ones and a delta. */
@NullMarked
package jp.quickcare.delta.apply;

import org.jspecify.annotations.NullMarked;
