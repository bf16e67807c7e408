/** What the console says, in Japanese and English (SPEC F1). */
@NullMarked
package jp.quickcare.server.console.words;

import org.jspecify.annotations.NullMarked;
