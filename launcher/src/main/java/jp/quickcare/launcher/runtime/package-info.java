/** The Java runtime that an installation brings, in versions of its own that lie beside each other. */
@NullMarked
package jp.quickcare.launcher.runtime;

import org.jspecify.annotations.NullMarked;
