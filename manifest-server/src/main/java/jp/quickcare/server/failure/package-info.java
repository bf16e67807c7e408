/** How a command of the server ends when it cannot do what was asked. */
@NullMarked
package jp.quickcare.server.failure;

import org.jspecify.annotations.NullMarked;
