/** What a site server does with its online key. */
@NullMarked
package jp.quickcare.server.site;

import org.jspecify.annotations.NullMarked;
