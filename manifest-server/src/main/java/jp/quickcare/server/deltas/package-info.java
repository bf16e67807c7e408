/** The deltas that come with a release: made when it is published, from the releases before it. */
@NullMarked
package jp.quickcare.server.deltas;

import org.jspecify.annotations.NullMarked;
