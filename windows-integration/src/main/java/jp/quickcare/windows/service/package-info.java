/** The manifest server as a service of Windows (SPEC A1): what the server's command asks for, and the process that runs. */
@NullMarked
package jp.quickcare.windows.service;

import org.jspecify.annotations.NullMarked;
