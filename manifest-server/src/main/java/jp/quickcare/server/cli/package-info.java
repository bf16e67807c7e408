/** The command line: options in, one clear sentence and a documented exit code out. */
@NullMarked
package jp.quickcare.server.cli;

import org.jspecify.annotations.NullMarked;
