/** The Update Framework 1.0: its metadata, its client workflow and the signing side, without any input or output. */
@NullMarked
package jp.quickcare.manifest.tuf;

import org.jspecify.annotations.NullMarked;
