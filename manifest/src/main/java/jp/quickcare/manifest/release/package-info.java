/** What a release is, what a site offers, and when the two together may be trusted. */
@NullMarked
package jp.quickcare.manifest.release;

import org.jspecify.annotations.NullMarked;
