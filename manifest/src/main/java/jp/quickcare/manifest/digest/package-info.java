/** Digests of contents as values. */
@NullMarked
package jp.quickcare.manifest.digest;

import org.jspecify.annotations.NullMarked;
