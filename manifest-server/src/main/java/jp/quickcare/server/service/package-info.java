/** The server as a service of the operating system (SPEC A1). */
@NullMarked
package jp.quickcare.server.service;

import org.jspecify.annotations.NullMarked;
