/** What each page of the console shows: plain values for the templates. */
@NullMarked
package jp.quickcare.server.console.page;

import org.jspecify.annotations.NullMarked;
