/** What a site wants its PCs to run. */
@NullMarked
package jp.quickcare.server.offer;

import org.jspecify.annotations.NullMarked;
