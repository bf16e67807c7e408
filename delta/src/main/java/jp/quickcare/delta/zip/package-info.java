/** Looks into zips, and makes their headers again to the byte. */
@NullMarked
package jp.quickcare.delta.zip;

import org.jspecify.annotations.NullMarked;
