/** Finds old bytes that new ones resemble. */
@NullMarked
package jp.quickcare.delta.difference;

import org.jspecify.annotations.NullMarked;
