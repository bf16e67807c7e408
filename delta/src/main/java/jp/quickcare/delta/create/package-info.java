/** Makes a delta from two releases. */
@NullMarked
package jp.quickcare.delta.create;

import org.jspecify.annotations.NullMarked;
