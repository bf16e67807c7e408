/** What one installation was set to: server, application, channel and so on. */
@NullMarked
package jp.quickcare.launcher.settings;

import org.jspecify.annotations.NullMarked;
