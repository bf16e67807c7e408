/** Which installation on which PC this is, as its servers are told. */
@NullMarked
package jp.quickcare.launcher.identity;

import org.jspecify.annotations.NullMarked;
