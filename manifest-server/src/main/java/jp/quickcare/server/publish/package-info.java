/** A folder becomes a signed release. */
@NullMarked
package jp.quickcare.server.publish;

import org.jspecify.annotations.NullMarked;
