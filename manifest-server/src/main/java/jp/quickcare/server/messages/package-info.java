/** What is said to people in a terminal, in the language of whoever reads it. */
@NullMarked
package jp.quickcare.server.messages;

import org.jspecify.annotations.NullMarked;
