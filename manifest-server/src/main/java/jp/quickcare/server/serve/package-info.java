/** Serves a repository over HTTP: its files as they lie there, and many of them in one answer. */
@NullMarked
package jp.quickcare.server.serve;

import org.jspecify.annotations.NullMarked;
