/** Windows behind the interfaces that launcher and server own. */
@NullMarked
package jp.quickcare.windows;

import org.jspecify.annotations.NullMarked;
