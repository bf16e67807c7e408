/** The check of a whole repository, objects included. */
@NullMarked
package jp.quickcare.server.verify;

import org.jspecify.annotations.NullMarked;
