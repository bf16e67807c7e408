/** Starting the installed release, in this JVM or beside it, and watching over a new one. */
@NullMarked
package jp.quickcare.launcher.launch;

import org.jspecify.annotations.NullMarked;
