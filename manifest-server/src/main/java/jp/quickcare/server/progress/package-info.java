/** How a long job tells how far it is. */
@NullMarked
package jp.quickcare.server.progress;

import org.jspecify.annotations.NullMarked;
