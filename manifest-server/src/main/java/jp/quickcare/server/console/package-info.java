/** The console: pages for the administrator, rendered here and kept live in the browser (SPEC A11). */
@NullMarked
package jp.quickcare.server.console;

import org.jspecify.annotations.NullMarked;
