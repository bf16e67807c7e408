/** Files and folders that survive a kill and a power cut, and the lock that keeps two commands apart. */
@NullMarked
package jp.quickcare.server.durable;

import org.jspecify.annotations.NullMarked;
