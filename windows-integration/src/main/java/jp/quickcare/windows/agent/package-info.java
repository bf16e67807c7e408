/** The launcher's agent on Windows: a named pipe for callers of this PC, and a service that Windows looks after. */
@NullMarked
package jp.quickcare.windows.agent;

import org.jspecify.annotations.NullMarked;
