/** Proxy scripts (PAC), and the JavaScript that runs them; nothing of it is loaded where none is set. */
@NullMarked
package jp.quickcare.launcher.proxy.script;

import org.jspecify.annotations.NullMarked;
