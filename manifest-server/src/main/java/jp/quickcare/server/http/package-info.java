/** What every part that answers over HTTP shares: bodies of requests, problems, request ids. */
@NullMarked
package jp.quickcare.server.http;

import org.jspecify.annotations.NullMarked;
