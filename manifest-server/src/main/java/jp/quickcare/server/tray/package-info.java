/** The icon in the task bar of the server's own screen (SPEC A12). */
@NullMarked
package jp.quickcare.server.tray;

import org.jspecify.annotations.NullMarked;
