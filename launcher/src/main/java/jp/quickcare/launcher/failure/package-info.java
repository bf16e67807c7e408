/** What can go wrong, split by what the caller does next. */
@NullMarked
package jp.quickcare.launcher.failure;

import org.jspecify.annotations.NullMarked;
