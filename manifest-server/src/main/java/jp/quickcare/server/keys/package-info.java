/** Private keys of roles, kept as PEM files. */
@NullMarked
package jp.quickcare.server.keys;

import org.jspecify.annotations.NullMarked;
