/** Looks into the images in which a runtime keeps its classes, and makes their index again to the byte. */
@NullMarked
package jp.quickcare.delta.image;

import org.jspecify.annotations.NullMarked;
