/** Another server, channel or staging folder: tried before it is kept. */
@NullMarked
package jp.quickcare.launcher.connection;

import org.jspecify.annotations.NullMarked;
