/** The manifest server and the vendor's and site's commands. */
@NullMarked
package jp.quickcare.server;

import org.jspecify.annotations.NullMarked;
