/** The removal of what no release needs any more. */
@NullMarked
package jp.quickcare.server.gc;

import org.jspecify.annotations.NullMarked;
