/** The TUF client of {@code manifest} as a command, for the client conformance suite of the TUF project. */
@NullMarked
package jp.quickcare.launcher.tufclient;

import org.jspecify.annotations.NullMarked;
