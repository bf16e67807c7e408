/** A release in pieces that are known by their content, so that any old files save most of a new release. */
@NullMarked
package jp.quickcare.delta.chunk;

import org.jspecify.annotations.NullMarked;
