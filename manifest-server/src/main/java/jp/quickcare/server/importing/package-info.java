/** A release is taken over from a source, after every check that a client would make. */
@NullMarked
package jp.quickcare.server.importing;

import org.jspecify.annotations.NullMarked;
