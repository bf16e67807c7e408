/** What has changed just now, for whoever shows it live. */
@NullMarked
package jp.quickcare.server.live;

import org.jspecify.annotations.NullMarked;
