/** Text that others wrote, made safe to be shown. */
@NullMarked
package jp.quickcare.manifest.text;

import org.jspecify.annotations.NullMarked;
